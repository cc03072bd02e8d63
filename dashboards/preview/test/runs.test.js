import assert from "node:assert/strict";
import { test } from "node:test";
import { runs } from "../page/panels/runs.js";

test("neighbours of one state are one run, and a hole ends it", () => {
  assert.deepEqual(runs([0, 10, 20, 50], ["green", "green", "red", "red"], 10), [
    { from: 0, to: 20, state: "green" },
    { from: 20, to: 30, state: "red" },
    { from: 50, to: 60, state: "red" },
  ]);
});
