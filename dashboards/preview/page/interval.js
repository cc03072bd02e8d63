import { rangeUtil } from "@grafana/data";

const MOST_POINTS = 11_000;
const UNIT_MS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds of `500ms`, `30s`, `5m`, `2h`, `1d`. */
export function milliseconds(duration) {
  const [, number, unit] = duration.match(/^(\d+)(ms|s|m|h|d)$/) ?? [];
  if (!unit) {
    throw new Error(`${duration}: not a duration (expected: a number and ms, s, m, h or d)`);
  }
  return number * UNIT_MS[unit];
}

/**
 * The step of a query and the macros that depend on it, computed as Grafana's Prometheus data source does: about one point
 * a pixel, never closer than the data is scraped; a rate over at least four scrapes.
 */
export function intervals(range, maxDataPoints, scrapeInterval, minStep) {
  const least = minStep || scrapeInterval;
  const rangeMs = range.to.valueOf() - range.from.valueOf();
  const { intervalMs } = rangeUtil.calculateInterval(range, maxDataPoints, least);
  const stepMs = Math.max(intervalMs, Math.ceil(rangeMs / MOST_POINTS));
  const scrapeMs = milliseconds(scrapeInterval);
  return {
    stepMs,
    macros: {
      __interval: `${stepMs}ms`,
      __interval_ms: String(stepMs),
      __rate_interval: `${Math.max(stepMs + scrapeMs, 4 * scrapeMs)}ms`,
      __range: `${Math.round(rangeMs / 1000)}s`,
      __range_s: String(Math.round(rangeMs / 1000)),
      __range_ms: String(rangeMs),
    },
  };
}
