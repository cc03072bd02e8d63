import { bucketFrame, seriesFrames, tableFrame } from "./frames.js";
import { intervals } from "./interval.js";
import * as prometheus from "./prometheus.js";

/** The frames that a panel of this width gets for its targets. */
export async function ask(panel, width, { timeRange, scrapeInterval, interpolate }) {
  const targets = (panel.targets ?? []).filter(({ hide, expr }) => !hide && expr);
  const answers = await Promise.all(
    targets.map(async (target) => {
      const points = panel.maxDataPoints ?? Math.max(100, Math.floor(width));
      const { stepMs, macros } = intervals(timeRange, points, scrapeInterval, target.interval || panel.interval);
      const query = interpolate(target.expr, macros);
      const result = target.instant
        ? await prometheus.instant(query, timeRange)
        : await prometheus.range(query, timeRange, stepMs);
      return frames(result, target, stepMs, targets.length > 1);
    }),
  );
  return answers.flat();
}

function frames(result, target, stepMs, several) {
  if (result.length === 0) {
    return [];
  }
  switch (target.format) {
    case "table":
      return [tableFrame(result, target, several)];
    case "heatmap":
      return [bucketFrame(result, target, stepMs)];
    default:
      return seriesFrames(result, target, stepMs);
  }
}
