/** How long to wait before the next attempt: doubling up to a bound, spread so that a thousand pages do not come at once. */

const FIRST_MS = 500;
const MOST_MS = 15_000;

/** Milliseconds before attempt number `attempt`, which begins at 0: between half and the whole of the step. */
export function delayMs(attempt, random = Math.random) {
  const step = Math.min(MOST_MS, FIRST_MS * 2 ** Math.min(attempt, 10));
  return step / 2 + (random() * step) / 2;
}
