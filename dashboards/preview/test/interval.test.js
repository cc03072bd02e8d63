import assert from "node:assert/strict";
import { test } from "node:test";
import { bundled } from "./bundled.js";

const { intervals, milliseconds } = await bundled("interval.js");

const range = (minutes) => ({ from: 0, to: minutes * 60_000 });

test("a rate goes over four scrapes where points are dense", () => {
  const { stepMs, macros } = intervals(range(30), 600, "5s");
  assert.equal(stepMs, 5_000);
  assert.equal(macros.__rate_interval, "20000ms");
  assert.equal(macros.__interval, "5000ms");
});

test("a rate goes over a step and a scrape where points are sparse", () => {
  const { stepMs, macros } = intervals(range(24 * 60), 600, "5s");
  assert.equal(stepMs, 120_000);
  assert.equal(macros.__rate_interval, "125000ms");
  assert.equal(macros.__range, "86400s");
});

test("a panel's least step wins over the scrape interval", () => {
  assert.equal(intervals(range(30), 600, "5s", "1m").stepMs, 60_000);
});

test("durations have a unit", () => {
  assert.equal(milliseconds("90s"), 90_000);
  assert.throws(() => milliseconds("90"), /90: not a duration/);
});
