import assert from "node:assert/strict";
import { test } from "node:test";
import { greet } from "./greeting.mjs";

test("greets by name", () => {
  assert.deepEqual(greet({ name: "Ada" }, "Good morning"), { greeting: "Good morning, Ada" });
});

test("greets the world if nobody is named", () => {
  assert.deepEqual(greet(null), { greeting: "Hello, world" });
});
