/**
 * A client of Busway for Node 18 and newer, in one file and without dependencies.
 *
 * A worker that the gateway starts (`main: process:node worker.mjs`):
 *
 *     const { fromEnv } = await import(`${process.env.BUSWAY_CLIENTS}/js/busway.mjs`);
 *     const bus = await fromEnv();
 *     await bus.consumer("double", (message) => 2 * message.body);
 *
 * Any other program:
 *
 *     import { connect } from "./busway.mjs";
 *     const bus = await connect("127.0.0.1", 7000);
 *     console.log(await bus.request("echo", { hello: "world" }));
 *     bus.close();
 */

import net from "node:net";

/** A request that failed; thrown by a handler, the failure that whoever asked is told. */
export class Failure extends Error {
  constructor(code, message, type = "RECIPIENT_FAILURE") {
    super(message ?? type);
    this.code = code;
    this.type = type;
  }
}

/** One connection to the gateway. Made by `fromEnv` or `connect`. */
export class Bus {
  #socket;
  #bytes = Buffer.alloc(0);
  #handlers = new Map();
  #requests = new Map();
  #pongs = [];
  #count = 0;
  #login;
  #running = 0;
  #finishing = false;
  #over;

  /** Resolves once the connection has ended. */
  closed = new Promise((resolve) => (this.#over = resolve));

  constructor(socket, { name = "", instance = 0, config = {} } = {}) {
    Object.assign(this, { name, instance, config });
    this.#socket = socket;
    socket.on("data", (chunk) => this.#read(chunk));
    socket.on("error", () => socket.destroy());
    socket.on("end", () => this.#finish());
    socket.on("close", () => this.#end());
  }

  /** Proves that this is the process that the gateway has started. */
  login(token) {
    return new Promise((resolve, reject) => {
      this.#login = { resolve, reject };
      this.#write({ type: "login", token });
    });
  }

  /** Has `handler(message)` called for each message to the address. What it returns, or resolves to, is the reply. */
  consumer(address, handler) {
    this.#handlers.set(address, handler);
    this.#write({ type: "register", address });
    return this.ping();
  }

  /** Ends what `consumer` began. */
  unregister(address) {
    this.#handlers.delete(address);
    this.#write({ type: "unregister", address });
    return this.ping();
  }

  /** Sends a message to one consumer of the address. */
  send(address, body, headers) {
    this.#write({ type: "send", address, body, headers });
  }

  /** Sends a message to all consumers of the address. */
  publish(address, body, headers) {
    this.#write({ type: "publish", address, body, headers });
  }

  /** The body of the reply; rejects with a `Failure`. */
  async request(address, body, options) {
    return (await this.ask(address, body, options)).body;
  }

  /** As `request`, but the reply itself, with its headers. `timeoutMs` is in milliseconds. */
  ask(address, body, { headers, timeoutMs = 30_000 } = {}) {
    return new Promise((resolve, reject) => {
      const replyAddress = `reply-${++this.#count}`;
      this.#requests.set(replyAddress, { resolve, reject });
      this.#write({ type: "send", address, replyAddress, body, headers: { ...headers, timeout: timeoutMs } });
    });
  }

  /** Resolves once the gateway has done all that it was told before. */
  ping() {
    return new Promise((resolve, reject) => {
      this.#pongs.push({ resolve, reject });
      this.#write({ type: "ping" });
    });
  }

  /** Ends the connection. */
  close() {
    this.#socket.end();
  }

  #write(frame) {
    const json = Buffer.from(JSON.stringify(frame));
    const length = Buffer.alloc(4);
    length.writeUInt32BE(json.length);
    this.#socket.write(Buffer.concat([length, json]));
  }

  #read(chunk) {
    let bytes = this.#bytes.length > 0 ? Buffer.concat([this.#bytes, chunk]) : chunk;
    while (bytes.length >= 4 && bytes.length >= 4 + bytes.readUInt32BE()) {
      const end = 4 + bytes.readUInt32BE();
      this.#take(JSON.parse(bytes.toString("utf8", 4, end)));
      bytes = bytes.subarray(end);
    }
    this.#bytes = bytes;
  }

  #take(frame) {
    const request = this.#requests.get(frame.address);
    if (frame.type === "pong") {
      this.#pongs.shift()?.resolve();
    } else if (frame.type === "login") {
      this.#login?.resolve();
      this.#login = undefined;
    } else if (request !== undefined) {
      this.#requests.delete(frame.address);
      if (frame.type === "err") {
        request.reject(new Failure(frame.failureCode, frame.message, frame.failureType));
      } else {
        request.resolve({ body: frame.body, headers: frame.headers });
      }
    } else if (frame.type === "message") {
      this.#handle(frame);
    } else if (frame.message !== "server_shutdown") {
      this.#refused(new Error(frame.message));
    }
  }

  /** A refusal belongs to what was sent last before it; whoever waits for a pong or a login is told. */
  #refused(error) {
    const waiting = this.#login ?? this.#pongs[0];
    if (waiting === undefined) {
      console.error(error);
    } else {
      waiting.reject(error);
    }
  }

  async #handle({ address, body, headers, replyAddress }) {
    const handler = this.#handlers.get(address);
    if (handler === undefined) {
      return;
    }
    this.#running++;
    const answer = { type: "send", address: replyAddress };
    try {
      answer.body = (await handler({ address, body, headers, wantsReply: replyAddress !== undefined })) ?? null;
      JSON.stringify(answer);
    } catch (failure) {
      if (!(failure instanceof Failure)) {
        console.error(failure);
      }
      delete answer.body;
      answer.failureCode = failure instanceof Failure ? failure.code : 500;
      answer.message = String(failure.message);
    }
    if (replyAddress !== undefined) {
      this.#write(answer);
    }
    this.#running--;
    this.#leave();
  }

  /** Nothing comes any more; handlers that run may still send. */
  #finish() {
    const error = new Error("the gateway has ended the connection");
    [...this.#requests.values(), ...this.#pongs, this.#login].forEach((waiting) => waiting?.reject(error));
    this.#requests.clear();
    this.#pongs = [];
    this.#finishing = true;
    this.#leave();
  }

  #leave() {
    if (this.#finishing && this.#running === 0) {
      this.#socket.end();
    }
  }

  #end() {
    this.#finish();
    this.#over();
  }
}

/** The bus of a program that the gateway has started. Where no handler runs and the connection has ended, Node exits. */
export async function fromEnv(environment = process.env) {
  const { BUSWAY_SOCKET, BUSWAY_TCP, BUSWAY_TOKEN, BUSWAY_NAME, BUSWAY_INSTANCE, BUSWAY_CONFIG } = environment;
  if (BUSWAY_TOKEN === undefined) {
    throw new Error("BUSWAY_TOKEN is not set: the gateway has not started this program");
  }
  const [host, port] = (BUSWAY_TCP ?? ":").split(/:(?=\d*$)/);
  const socket = await open(BUSWAY_SOCKET ? { path: BUSWAY_SOCKET } : { host, port: Number(port) });
  const bus = new Bus(socket, {
    name: BUSWAY_NAME,
    instance: Number(BUSWAY_INSTANCE ?? 0),
    config: JSON.parse(BUSWAY_CONFIG ?? "{}"),
  });
  await bus.login(BUSWAY_TOKEN);
  return bus;
}

/** A bus over the TCP port that is open to all. */
export async function connect(host = "127.0.0.1", port = 7000) {
  return new Bus(await open({ host, port }));
}

function open(where) {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ ...where, noDelay: true, allowHalfOpen: true }, () => {
      socket.off("error", reject);
      resolve(socket);
    });
    socket.on("error", reject);
  });
}
