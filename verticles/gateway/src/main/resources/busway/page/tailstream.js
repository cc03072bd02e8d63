/** The lines of a log as they come: newline-delimited JSON over one long answer, and another after a loss. */

import { delayMs } from "./backoff.js";

const LINES = 500;
const MAX_LINE = 1 << 20;

export class TailStream {
  #abort = new AbortController();
  #heard = new Heard();

  /** `hears` has `begins`, `line` for each object, and `lost` with the error; it answers whether to try again. */
  constructor(admin, name, hears) {
    this.#run(admin, name, hears);
  }

  close() {
    this.#abort.abort();
  }

  async #run(admin, name, hears) {
    const { signal } = this.#abort;
    for (let attempt = 0; !signal.aborted; attempt++) {
      try {
        const body = await admin.logs(name, LINES, signal);
        attempt = 0;
        hears.begins();
        const isNew = this.#heard.filter();
        await read(body, (line) => isNew(line) && hears.line(line));
        hears.lost(new Error("It ended."));
      } catch (problem) {
        if (signal.aborted || !hears.lost(problem)) {
          return;
        }
      }
      await pause(delayMs(attempt + 1), signal);
    }
  }
}

/** Knows the lines that an answer repeats because the one before it had them. */
class Heard {
  #latestMs = NaN;
  #count = 0; // lines of that very millisecond

  /** For one answer: whether a line is new. Once one is, all are. */
  filter() {
    const [latestMs, count] = [this.#latestMs, this.#count];
    let same = 0;
    let repeats = true;
    return ({ time }) => {
      const ms = Date.parse(time);
      repeats &&= ms < latestMs || (ms === latestMs && ++same <= count);
      if (!repeats) {
        this.#count = ms === this.#latestMs ? this.#count + 1 : 1;
        this.#latestMs = ms;
      }
      return !repeats;
    };
  }
}

async function read(body, line) {
  let rest = "";
  for await (const text of chunks(body.pipeThrough(new TextDecoderStream()))) {
    const lines = (rest + text).split("\n");
    rest = lines.pop();
    lines.filter((one) => one.trim() !== "").forEach((one) => line(parsed(one)));
    if (rest.length > MAX_LINE) {
      throw new Error("It sent a line without an end.");
    }
  }
}

/** Not every browser lets one iterate over a stream. */
async function* chunks(stream) {
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    yield next.value;
  }
}

function parsed(line) {
  try {
    return JSON.parse(line);
  } catch {
    return { text: line };
  }
}

function pause(ms, signal) {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
    signal.addEventListener("abort", resolve, { once: true });
  });
}
