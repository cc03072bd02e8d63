/** Neighbours of the same state as one run; where a sample is missing, a run ends. */
export function runs(times, states, stepMs) {
  const found = [];
  times.forEach((time, i) => {
    const last = found.at(-1);
    if (last && last.state === states[i] && time - last.to < stepMs) {
      last.to = time + stepMs;
    } else {
      found.push({ from: time, to: time + stepMs, state: states[i] });
    }
  });
  return found;
}
