import assert from "node:assert/strict";
import { test } from "node:test";
import { height, open, place } from "../page/layout.js";

const panel = (id, y, h = 4) => ({ id, type: "stat", gridPos: { x: 0, y, w: 24, h } });

test("two halves fill the width, with a gap between", () => {
  const left = place({ x: 0, y: 0, w: 12, h: 4 }, 1600);
  const right = place({ x: 12, y: 0, w: 12, h: 4 }, 1600);
  assert.deepEqual([left.left, left.height], [0, 144]);
  assert.equal(right.left, left.width + 8);
  assert.equal(right.left + right.width, 1600);
});

test("a collapsed row opens and moves down what is below", () => {
  const row = {
    id: 1,
    type: "row",
    collapsed: true,
    gridPos: { x: 0, y: 0, w: 24, h: 1 },
    panels: [panel(2, 1), panel(3, 5, 2)],
  };
  const opened = open([panel(4, 1), row]);
  assert.deepEqual(
    opened.map(({ id, gridPos }) => [id, gridPos.y]),
    [
      [1, 0],
      [2, 1],
      [3, 5],
      [4, 7],
    ],
  );
});

test("the height is where the lowest panel ends", () => {
  assert.equal(height([panel(1, 0), panel(2, 4, 2)], 1600), 4 * 38 + 68);
  assert.equal(height([], 1600), 0);
});
