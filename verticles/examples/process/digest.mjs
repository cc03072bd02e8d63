/**
 * Digests texts.
 *
 *     main: process:node digest.mjs
 */

import { createHash } from "node:crypto";

const { Failure, fromEnv } = await import(`${process.env.BUSWAY_CLIENTS}/js/busway.mjs`);
const bus = await fromEnv();

await bus.consumer(bus.config.address ?? "node.digest", ({ body }) => {
  if (typeof body?.text !== "string") {
    throw new Failure(400, "text: missing (expected: a text)");
  }
  const algorithm = body.algorithm ?? "sha256";
  return { algorithm, hex: createHash(algorithm).update(body.text).digest("hex") };
});

console.log(`instance ${bus.instance} digests`);
