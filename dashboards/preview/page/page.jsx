import { ThemeContext, createTheme } from "@grafana/data";
import { GlobalStyles } from "@grafana/ui";
import { createRoot } from "react-dom/client";
import { Dashboard } from "./Dashboard.jsx";
import { marks } from "./annotations.js";
import { milliseconds } from "./interval.js";
import { open } from "./layout.js";
import * as prometheus from "./prometheus.js";
import { timeRange } from "./time.js";
import { interpolate, resolve } from "./variables.js";

const query = new URLSearchParams(location.search);

/** What whoever drives the browser waits for, and reads. */
window.preview = { done: false, panels: [] };

async function draw() {
  const dashboard = await fetch(`dashboards/${query.get("dashboard")}`).then((response) => response.json());
  const theme = createTheme({ colors: { mode: query.get("theme") } });
  const root = createRoot(document.getElementById("dashboard"));
  const show = (children) => root.render(<Themed theme={theme}>{children}</Themed>);
  show(null);
  await fonts();
  const context = await prepare(dashboard, theme);
  const panels = open(dashboard.panels);
  await new Promise((done) => {
    const missing = new Set(panels.filter(({ type }) => type !== "row").map(({ id }) => id));
    const results = new Map();
    const report = (panel, result) => {
      results.set(panel.id, { title: interpolate(panel.title ?? "", context.variables), ...result });
      window.preview.panels = [...results.values()];
      missing.delete(panel.id);
      missing.size === 0 && done();
    };
    show(<Dashboard dashboard={dashboard} panels={panels} context={{ ...context, report }} />);
  });
  await settled();
}

function Themed({ theme, children }) {
  return (
    <ThemeContext.Provider value={theme}>
      <GlobalStyles />
      {children}
    </ThemeContext.Provider>
  );
}

/** Text on a canvas is drawn once: its font has to be there before. */
async function fonts() {
  await frame();
  await Promise.all([400, 500].map((weight) => document.fonts.load(`${weight} 12px Inter`)));
}

function frame() {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50)));
}

/** All that the panels share. */
async function prepare(dashboard, theme) {
  const range = timeRange(query.get("range") ?? dashboard.time, Number(query.get("now")));
  const scrapeInterval = query.get("scrapeInterval");
  milliseconds(scrapeInterval);
  const variables = await resolve(dashboard.templating?.list ?? [], {
    labelValues: (label, match) => prometheus.labelValues(label, match, range),
  });
  const context = {
    theme,
    timeZone: "utc",
    timeRange: range,
    scrapeInterval,
    variables,
    interpolate: (text, macros) => interpolate(text, variables, macros),
  };
  return { ...context, marks: await marks(dashboard.annotations?.list ?? [], context) };
}

/** Lets charts draw and icons load. */
async function settled() {
  await document.fonts.ready;
  for (let i = 0; i < 3; i++) {
    await frame();
  }
}

draw()
  .catch((error) => window.preview.panels.push({ title: "the dashboard", error: error.message }))
  .finally(() => (window.preview.done = true));
