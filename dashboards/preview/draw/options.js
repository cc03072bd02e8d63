import { parseArgs } from "node:util";

export const USAGE = `dashboards/preview/run [OPTION].. [DASHBOARD]..
Draws the dashboards (all of dashboards/grafana, or those named: overview, event-loop ..) as pictures, with Grafana's
panel library and a real Prometheus. Exit code 1 if a panel has an error.

  --prometheus URL      asks this Prometheus; without, starts a gateway, a Prometheus and a load of their own
  --seconds N           how long that load lasts, 30 to 3000; default 150
  --range TIME          how far back a dashboard looks: 90s, 30m, 6h; default: that load, or the dashboard's own range
  --scrape-interval TIME  of that Prometheus, for $__rate_interval; default: the shipped data source's, 5s
  --theme dark|light    default dark
  --width N             of a picture in CSS pixels, 600 to 4000; default 1600
  --height N            at most so much of it, from its top; default: all
  --scale N             device pixels a CSS pixel, 1 to 3; default 1
  --out FOLDER          default dashboards/preview/target
  --help                shows this`;

const OPTIONS = {
  prometheus: { type: "string" },
  seconds: { type: "string", default: "150" },
  range: { type: "string" },
  "scrape-interval": { type: "string" },
  theme: { type: "string", default: "dark" },
  width: { type: "string", default: "1600" },
  height: { type: "string", default: "100000" },
  scale: { type: "string", default: "1" },
  out: { type: "string" },
  help: { type: "boolean", default: false },
};

/** What the command line asks for. Throws an error of one line that says what was expected. */
export function options(args) {
  const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
  return {
    dashboards: positionals,
    prometheus: values.prometheus?.replace(/\/$/, ""),
    seconds: number("seconds", values.seconds, 30, 3000),
    range: values.range && duration("range", values.range),
    scrapeInterval: values["scrape-interval"] && duration("scrape-interval", values["scrape-interval"]),
    theme: oneOf("theme", values.theme, ["dark", "light"]),
    width: number("width", values.width, 600, 4000),
    height: number("height", values.height, 100, 100000),
    scale: number("scale", values.scale, 1, 3),
    out: values.out,
    help: values.help,
  };
}

function number(name, text, least, most) {
  const value = Number(text);
  if (!(value >= least && value <= most)) {
    throw new Error(`--${name}: ${text} (expected: ${least} to ${most})`);
  }
  return value;
}

function duration(name, text) {
  if (!/^\d+(s|m|h|d)$/.test(text)) {
    throw new Error(`--${name}: ${text} (expected: a number and s, m, h or d)`);
  }
  return text;
}

function oneOf(name, text, known) {
  if (!known.includes(text)) {
    throw new Error(`--${name}: ${text} (expected: ${known.join(" or ")})`);
  }
  return text;
}
