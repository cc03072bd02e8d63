/** A question that is asked again and again while it is wanted: at a steady pace, and less and less often while it fails. */

import { delayMs } from "./backoff.js";

export class Poll {
  #ask;
  #everyMs;
  #timer = 0;
  #failures = 0;
  #under = null; // aborts the question that is under way
  #wanted = false;

  /** `ask` takes a signal, and answers whether it went well. */
  constructor(ask, everyMs) {
    this.#ask = ask;
    this.#everyMs = everyMs;
  }

  want(wanted) {
    if (wanted !== this.#wanted) {
      this.#wanted = wanted;
      wanted ? this.now() : this.#stop();
    }
  }

  /** Asks at once, if it is wanted. */
  now() {
    this.#stop();
    if (this.#wanted) {
      this.#once();
    }
  }

  #stop() {
    clearTimeout(this.#timer);
    this.#under?.abort();
    this.#under = null;
  }

  async #once() {
    const under = new AbortController();
    this.#under = under;
    const went = await this.#ask(under.signal);
    if (this.#under === under) {
      this.#under = null;
      this.#failures = went ? 0 : this.#failures + 1;
      this.#timer = setTimeout(() => this.#once(), went ? this.#everyMs : this.#everyMs + delayMs(this.#failures));
    }
  }
}
