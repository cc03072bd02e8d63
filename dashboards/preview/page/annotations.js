import * as prometheus from "./prometheus.js";
import { intervals, milliseconds } from "./interval.js";

/** The marks of a dashboard's annotations: when, in which colour, with which words. */
export async function marks(list, { timeRange, scrapeInterval, interpolate }) {
  const asked = list.filter(({ enable, hide, expr }) => enable !== false && !hide && expr);
  return (await Promise.all(asked.map((one) => ask(one, timeRange, scrapeInterval, interpolate)))).flat();
}

async function ask(annotation, timeRange, scrapeInterval, interpolate) {
  const stepMs = milliseconds(annotation.step || "60s");
  const { macros } = intervals(timeRange, 100, scrapeInterval);
  const result = await prometheus.range(interpolate(annotation.expr, macros), timeRange, stepMs);
  return result.flatMap(({ metric, values }) =>
    times(values, annotation, stepMs)
      .filter((time) => time >= timeRange.from.valueOf() && time <= timeRange.to.valueOf())
      .map((time) => ({ time, color: annotation.iconColor, title: title(annotation, metric) })),
  );
}

/** With `useValueForTime` a sample's value says when; without, each run of samples that are not zero is one mark. */
function times(values, { useValueForTime }, stepMs) {
  if (useValueForTime) {
    return [...new Set(values.map(([, value]) => Math.round(Number(value))))];
  }
  const on = values.filter(([, value]) => Number(value) > 0).map(([seconds]) => seconds * 1000);
  return on.filter((time, i) => i === 0 || time - on[i - 1] > stepMs);
}

function title({ titleFormat = "", name }, metric) {
  return titleFormat.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, label) => metric[label] ?? "") || name;
}
