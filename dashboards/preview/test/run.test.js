import assert from "node:assert/strict";
import { test } from "node:test";
import { options } from "../draw/options.js";
import { report } from "../draw/report.js";
import { faster } from "../stage/prometheus.js";

test("a bad option says what was expected", () => {
  assert.throws(() => options(["--theme", "blue"]), { message: "--theme: blue (expected: dark or light)" });
  assert.throws(() => options(["--seconds", "5"]), { message: "--seconds: 5 (expected: 30 to 3000)" });
  assert.throws(() => options(["--range", "6"]), /--range: 6/);
});

test("names are dashboards", () => {
  const asked = options(["--prometheus", "http://127.0.0.1:9090/", "overview"]);
  assert.deepEqual([asked.prometheus, asked.dashboards, asked.theme], ["http://127.0.0.1:9090", ["overview"], "dark"]);
});

test("errors fail, panels without data do not", () => {
  const good = { title: "Lag" };
  const empty = { title: "Refusals", empty: true };
  assert.equal(report("x.png", { panels: [good, empty], complaints: [] }).failed, false);
  assert.equal(report("x.png", { panels: [good, { title: "Up", error: "parse error" }], complaints: [] }).failed, true);
  assert.deepEqual(report("x.png", { panels: [good, empty], complaints: ["404"] }).lines, [
    "x.png: 2 panels, 1 without data, 1 errors",
    "  error    the page: 404",
    "  no data  Refusals",
  ]);
});

test("the stage's Prometheus scrapes and evaluates every second", () => {
  assert.equal(
    faster("scrape_interval: 5s\nevaluation_interval: 15s\nscrape_timeout: 4s\n"),
    "scrape_interval: 1s\nevaluation_interval: 1s\nscrape_timeout: 1s\n",
  );
});
