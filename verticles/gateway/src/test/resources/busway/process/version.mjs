/** Answers with its version, at once and after a while: node version.mjs [exit] */

import { setTimeout } from "node:timers/promises";

const { clients, version } = JSON.parse(process.env.BUSWAY_CONFIG);
const { fromEnv } = await import(`${clients}/js/busway.mjs`);

if (process.argv.includes("exit")) {
  console.error("cannot go on");
  process.exit(1);
}

const bus = await fromEnv();
await bus.consumer("fast", () => version);
await bus.consumer("slow", () => setTimeout(40, version));
await bus.consumer("heard", () => {});
