import assert from "node:assert/strict";
import { test } from "node:test";
import { bucketFrame, seriesFrames, tableFrame } from "../page/frames.js";

const bucket = (le, ...counts) => ({ metric: { le }, values: counts.map((count, i) => [i + 1, String(count)]) });

test("buckets are sorted and count only what is above the one before", () => {
  const { fields } = bucketFrame(
    [bucket("+Inf", 9, 9), bucket("0.1", 2, 3), bucket("0.02", 1, 3)],
    { refId: "A" },
    1000,
  );
  assert.deepEqual(
    fields.map(({ name }) => name),
    ["Time", "0.02", "0.1", "+Inf"],
  );
  assert.deepEqual(
    fields.map(({ values }) => values),
    [
      [1000, 2000],
      [1, 3],
      [1, 0],
      [7, 6],
    ],
  );
});

test("a legend takes its words from labels", () => {
  const series = [{ metric: { __name__: "up", loop: "1" }, values: [[1, "NaN"]] }];
  const name = (legendFormat) =>
    seriesFrames(series, { refId: "A", legendFormat }, 1000)[0].fields[1].config.displayNameFromDS;
  assert.equal(name("loop {{loop}} of {{ host }}"), "loop 1 of ");
  assert.equal(name(""), 'up{loop="1"}');
  assert.equal(name("__auto"), undefined);
});

test("samples that are no numbers stay what they are", () => {
  const values = [
    [1, "NaN"],
    [2, "+Inf"],
    [3, "0.5"],
  ];
  assert.deepEqual(seriesFrames([{ metric: {}, values }], { refId: "A" }, 1000)[0].fields[1].values, [
    NaN,
    Infinity,
    0.5,
  ]);
});

test("a table has a column for each label and names the value when there are several queries", () => {
  const result = [
    { metric: { b: "1" }, values: [[5, "2"]] },
    { metric: { a: "x" }, values: [[5, "3"]] },
  ];
  const { fields } = tableFrame(result, { refId: "B" }, true);
  assert.deepEqual(
    fields.map(({ name, values }) => [name, ...values]),
    [
      ["Time", 5000, 5000],
      ["a", "", "x"],
      ["b", "1", ""],
      ["Value #B", 2, 3],
    ],
  );
});
