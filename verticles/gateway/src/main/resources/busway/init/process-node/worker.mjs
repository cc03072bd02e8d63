/** Greets whoever asks at the address `@NAME@`. A process of its own, with all that Node has. */

import { fromEnv } from "./busway.mjs";
import { greet } from "./greeting.mjs";

const bus = await fromEnv();

await bus.consumer("@NAME@", ({ body }) => greet(body, bus.config.greeting));
