/**
 * The event bus over one link: send, publish, request, subscribe. Subscriptions survive a reconnect.
 * Events: `frame` (every frame but pings and what `listen` hears: direction, fields, bodyText), `subscriptions`.
 */

import { decode, encode, uniqueName } from "./frames.js";

const REQUEST_TIMEOUT_MS = 60_000; // the gateway's own is shorter and says more
const REFUSAL_MS = 1_000;
const MAX_PENDING = 1_000;

export class Bus extends EventTarget {
  #link;
  #pending = new Map();
  #subscriptions = new Map();
  #listeners = new Map();
  #listened = new Set(); // ever: frames of an address may be under way when listening ends
  #said = []; // what went out lately, to know what a refusal without an address is about

  constructor(link) {
    super();
    this.#link = link;
    link.addEventListener("open", () => this.#resubscribe());
    link.addEventListener("text", ({ detail }) => this.#receive(detail));
    link.addEventListener("state", ({ detail }) => detail.name === "open" || this.#lost());
  }

  /** Addresses subscribed to, each with the number of messages that came. */
  get subscriptions() {
    return this.#subscriptions;
  }

  send(address, bodyText, headers) {
    this.#say({ type: "send", address, headers }, bodyText);
  }

  publish(address, bodyText, headers) {
    this.#say({ type: "publish", address, headers }, bodyText);
  }

  /** Resolves to `{frame, elapsedMs}`, or to `{failure, elapsedMs}`. */
  request(address, bodyText, headers) {
    if (this.#pending.size >= MAX_PENDING) {
      throw new Error(`${MAX_PENDING} requests wait for a reply already`);
    }
    const replyAddress = uniqueName("page-");
    const startedMs = performance.now();
    this.#say({ type: "send", address, replyAddress, headers }, bodyText);
    return new Promise((resolve) => {
      const settle = (outcome) => {
        clearTimeout(timer);
        this.#pending.delete(replyAddress);
        const elapsedMs = performance.now() - startedMs;
        resolve({ ...outcome, elapsedMs });
        return { about: address, elapsedMs };
      };
      const timer = setTimeout(() => settle({ failure: "no reply" }), REQUEST_TIMEOUT_MS);
      this.#pending.set(replyAddress, settle);
    });
  }

  subscribe(address) {
    if (!this.#subscriptions.has(address)) {
      if (!this.#listeners.has(address)) {
        this.#say({ type: "register", address });
      }
      this.#subscriptions.set(address, 0);
      this.#emit("subscriptions");
    }
  }

  unsubscribe(address) {
    if (this.#subscriptions.delete(address)) {
      this.#emit("subscriptions");
      if (this.#link.isOpen && !this.#listeners.has(address)) {
        this.#say({ type: "unregister", address });
      }
    }
  }

  /** Has `hear` called with each message to an address, which no log or list shows. Returns what ends it. */
  listen(address, hear) {
    this.#listeners.set(address, hear);
    this.#listened.add(address);
    this.#tell("register", address);
    return () => {
      this.#listeners.delete(address);
      this.#tell("unregister", address);
    };
  }

  /** The gateway knows one subscription to an address, whoever on the page has it. */
  #tell(type, address) {
    if (this.#link.isOpen && !this.#subscriptions.has(address)) {
      this.#link.write(encode({ type, address }));
    }
  }

  #say(fields, bodyText) {
    const text = encode(fields, bodyText);
    this.#link.write(text);
    const nowMs = performance.now();
    this.#said = this.#said.filter(({ atMs }) => nowMs - atMs < REFUSAL_MS).slice(-100);
    this.#said.push({ ...fields, atMs: nowMs });
    this.#emit("frame", { direction: "out", ...fields, bodyText: bodyText ?? "" });
  }

  #receive(text) {
    const frame = understood(text);
    const isHeard = frame.type !== "err" && this.#listened.has(frame.address);
    if (isHeard) {
      this.#listeners.get(frame.address)?.(frame);
    }
    if (isHeard && !this.#subscriptions.has(frame.address)) {
      return;
    }
    const settle = this.#pending.get(frame.address);
    const request = settle?.(outcomeOf(frame));
    if (frame.type === "err" && frame.address === undefined) {
      this.#refused(frame);
    } else if (this.#subscriptions.has(frame.address)) {
      this.#subscriptions.set(frame.address, this.#subscriptions.get(frame.address) + 1);
      this.#emit("subscriptions");
    }
    this.#emit("frame", { direction: "in", isReply: Boolean(settle), ...request, ...frame });
  }

  /** A refusal does not say of what: it is known only if one frame went out lately. */
  #refused(frame) {
    const nowMs = performance.now();
    const recent = this.#said.filter(({ atMs }) => nowMs - atMs < REFUSAL_MS);
    if (recent.length === 1) {
      const [{ type, address, replyAddress }] = recent;
      frame.about = address;
      this.#pending.get(replyAddress)?.({ failure: refusal(frame) });
      if (type === "register" && this.#subscriptions.delete(address)) {
        this.#emit("subscriptions");
      }
    }
  }

  #resubscribe() {
    for (const address of this.#subscriptions.keys()) {
      this.#say({ type: "register", address });
    }
  }

  #lost() {
    for (const settle of [...this.#pending.values()]) {
      settle({ failure: "the connection was lost before the reply" });
    }
  }

  #emit(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

/** The frame in a message; for one that is none, the refusal that says so. */
function understood(message) {
  try {
    return decode(message);
  } catch {
    return { type: "err", body: `no JSON frame: ${message}` };
  }
}

function outcomeOf(frame) {
  return frame.type === "err"
    ? { failure: `${frame.failureType} ${frame.failureCode}: ${frame.message ?? "no message"}` }
    : { frame };
}

function refusal(frame) {
  return `the gateway refuses: ${frame.body ?? frame.message ?? "no reason given"}`;
}
