/** What every client here prints: a line a check, then `done`; a check that fails ends it with code 1. */

import assert from "node:assert/strict";

const PATIENCE_MS = 30_000;

/** Runs one check, a promise, within a bound. */
export async function check(name, run) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`nothing within ${PATIENCE_MS} ms`)), PATIENCE_MS);
  });
  try {
    await Promise.race([run(), late]);
    console.log(`ok ${name}`);
  } catch (problem) {
    console.log(`failed ${name}: ${problem.message}`);
    process.exit(1);
  } finally {
    clearTimeout(timer);
  }
}

export function done() {
  console.log("done");
  process.exit(0);
}

export { assert };
