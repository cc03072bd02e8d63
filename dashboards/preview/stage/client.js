import { once } from "node:events";
import { connect } from "node:net";

/** A client of the TCP edge: a length, then a JSON object. What it hears is counted by nobody but the gateway. */
export class Client {
  static async open(port) {
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    await once(socket, "connect");
    return new Client(socket);
  }

  #socket;

  constructor(socket) {
    this.#socket = socket;
    socket.on("error", () => socket.destroy());
    socket.resume();
  }

  /** Writes a frame, unless the gateway has closed the connection. */
  send(frame) {
    if (this.#socket.writable) {
      const body = Buffer.from(JSON.stringify(frame));
      const length = Buffer.alloc(4);
      length.writeUInt32BE(body.length);
      this.#socket.write(Buffer.concat([length, body]));
    }
  }

  request(address, body) {
    this.send({ type: "send", address, replyAddress: "r", body });
  }

  publish(address, body) {
    this.send({ type: "publish", address, body });
  }

  register(address) {
    this.send({ type: "register", address });
  }

  /** Reads no more, so that what it subscribed to piles up. */
  stopReading() {
    this.#socket.pause();
  }

  close() {
    this.#socket.destroy();
  }
}
