import assert from "node:assert/strict";
import { test } from "node:test";
import { interpolate, resolve } from "../page/variables.js";

const variable = (name, query, more) => ({
  name,
  type: "query",
  query: { query },
  multi: true,
  includeAll: true,
  ...more,
});
const all = { current: { value: ["$__all"] } };

const asked = [];
const ask = {
  labelValues: async (label, match) => {
    asked.push([label, match]);
    return ["b.1", "a"];
  },
};

test("all is the variable's own regex, or one of the values", async () => {
  const found = await resolve(
    [variable("job", "label_values(up, job)", { ...all, allValue: ".*" }), variable("loop", "label_values(loop)", all)],
    ask,
  );
  assert.equal(interpolate('x{job=~"$job"}', found), 'x{job=~".*"}');
  assert.equal(interpolate("${loop}", found), "(a|b\\\\.1)");
  assert.equal(interpolate("[[loop]] ${loop:text}", found), "(a|b\\\\.1) All");
});

test("a query of variables may name another", async () => {
  asked.length = 0;
  const one = { current: { value: ["a"] } };
  const found = await resolve(
    [
      variable("job", "label_values(up, job)", one),
      variable("instance", 'label_values(up{job=~"$job"}, instance)', all),
    ],
    ask,
  );
  assert.deepEqual(asked, [
    ["job", "up"],
    ["instance", 'up{job=~"a"}'],
  ]);
  assert.equal(found.job.shown, "a");
});

test("what is neither variable nor macro stays", () => {
  assert.equal(interpolate("rate(x[$__rate_interval]) $other", {}, { __rate_interval: "20s" }), "rate(x[20s]) $other");
});
