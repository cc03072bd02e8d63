import { dateTime } from "@grafana/data";
import { milliseconds } from "./interval.js";

/** The range of a dashboard's own `time`, or of the last so many minutes. Ends now. */
export function timeRange(asked, nowMs) {
  const back = typeof asked === "string" ? asked : asked.from.replace(/^now-/, "");
  const from = dateTime(nowMs - milliseconds(back));
  const to = dateTime(nowMs);
  return { from, to, raw: { from: `now-${back}`, to: "now" } };
}
