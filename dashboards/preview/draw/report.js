/** The lines that the terminal shows of one picture, and whether it has an error. */
export function report(picture, { panels, complaints }) {
  const bad = panels.filter((panel) => panel.error);
  const empty = panels.filter((panel) => !panel.error && panel.empty);
  const lines = [
    `${picture}: ${panels.length} panels, ${empty.length} without data, ${bad.length + complaints.length} errors`,
    ...bad.map((panel) => `  error    ${panel.title}: ${panel.error}`),
    ...complaints.map((text) => `  error    the page: ${text}`),
    ...empty.map((panel) => `  no data  ${panel.title}`),
  ];
  return { lines, failed: bad.length + complaints.length > 0 };
}
