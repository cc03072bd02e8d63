/** A WebSocket that comes back: connects, pings, and after a loss connects again. Events: `open`, `text`, `state`. */

import { delayMs } from "./backoff.js";

const PING = '{"type":"ping"}';
const CONNECT_TIMEOUT_MS = 10_000;

export class Link extends EventTarget {
  #url;
  #socket = null;
  #attempt = 0;
  #retry = 0;

  constructor(url) {
    super();
    this.#url = url;
    this.state = { name: "closed", reason: "", retryAtMs: 0 };
    new Worker(new URL("./heartbeat.js", import.meta.url)).onmessage = () => this.#ping();
    addEventListener("online", () => this.#hurry());
    document.addEventListener("visibilitychange", () => document.hidden || this.#hurry());
    addEventListener("pagehide", () => this.#socket?.close(1000));
  }

  get isOpen() {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  connect() {
    clearTimeout(this.#retry);
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    this.#become("connecting");
    const patience = setTimeout(() => socket.close(), CONNECT_TIMEOUT_MS);
    socket.onopen = () => this.#opened(patience);
    socket.onmessage = ({ data }) => this.#emit("text", data);
    socket.onclose = (event) => this.#closed(socket, patience, event);
  }

  disconnect() {
    clearTimeout(this.#retry);
    const socket = this.#socket;
    this.#socket = null;
    socket?.close(1000);
    this.#become("closed", "on your request");
  }

  write(text) {
    if (!this.isOpen) {
      throw new Error("Not connected");
    }
    this.#socket.send(text);
  }

  #opened(patience) {
    clearTimeout(patience);
    this.#attempt = 0;
    this.#ping();
    this.#become("open");
    this.#emit("open");
  }

  #closed(socket, patience, event) {
    clearTimeout(patience);
    if (socket !== this.#socket) {
      return; // disconnected on request, or replaced
    }
    this.#socket = null;
    const waitMs = delayMs(this.#attempt++);
    this.#retry = setTimeout(() => this.connect(), waitMs);
    this.#become("waiting", closing(event), performance.now() + waitMs);
  }

  #hurry() {
    if (this.state.name === "waiting") {
      this.connect();
    }
  }

  #ping() {
    if (this.isOpen) {
      this.#socket.send(PING);
    }
  }

  #become(name, reason = "", retryAtMs = 0) {
    this.state = { name, reason, retryAtMs };
    this.#emit("state", this.state);
  }

  #emit(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

function closing({ code, reason }) {
  return reason || (code === 1006 ? "no answer" : `code ${code}`);
}
