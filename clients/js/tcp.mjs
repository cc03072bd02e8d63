/** TCP by plain sockets: node tcp.mjs PORT */

import net from "node:net";
import { assert, check, done } from "./checks.mjs";

const socket = net.connect(Number(process.argv[2]), "127.0.0.1");
const frames = [];
const waiting = [];
let bytes = Buffer.alloc(0);
socket.on("data", (chunk) => {
  bytes = Buffer.concat([bytes, chunk]);
  while (bytes.length >= 4 && bytes.length >= 4 + bytes.readUInt32BE()) {
    const end = 4 + bytes.readUInt32BE();
    const text = bytes.subarray(4, end).toString();
    bytes = bytes.subarray(end);
    waiting.length > 0 ? waiting.shift()(text) : frames.push(text);
  }
});
const next = () => (frames.length > 0 ? Promise.resolve(frames.shift()) : new Promise((resolve) => waiting.push(resolve)));

function frame(text) {
  const body = Buffer.from(text);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  return Buffer.concat([length, body]);
}

await check("connects", () => new Promise((resolve) => socket.on("connect", resolve)));

await check("pings", async () => {
  socket.write(frame('{"type":"ping"}'));
  assert.equal(await next(), '{"type":"pong"}');
});

await check("sends a frame a byte at a time", async () => {
  socket.setNoDelay(true);
  for (const byte of frame('{"type":"send","address":"echo","replyAddress":"r1","body":{"a":1}}')) {
    await new Promise((resolve) => socket.write(Buffer.from([byte]), resolve));
  }
  assert.equal(await next(), '{"type":"message","address":"r1","headers":{},"body":{"a":1},"send":true}');
});

await check("sends a hundred frames in one write", async () => {
  const all = Array.from({ length: 100 }, (_, n) => frame(`{"type":"send","address":"echo","replyAddress":"n${n}","body":${n}}`));
  socket.write(Buffer.concat(all));
  const heard = new Set();
  for (let n = 0; n < 100; n++) {
    heard.add(await next());
  }
  for (let n = 0; n < 100; n++) {
    assert.ok(heard.has(`{"type":"message","address":"n${n}","headers":{},"body":${n},"send":true}`), `n${n}`);
  }
});

await check("registers, publishes, unregisters", async () => {
  socket.write(frame('{"type":"register","address":"clients.tcp"}'));
  socket.write(frame('{"type":"publish","address":"clients.tcp","headers":{"h":"v"},"body":{"z":1.50}}'));
  assert.equal(await next(), '{"type":"message","address":"clients.tcp","headers":{"h":"v"},"body":{"z":1.50},"send":false}');
  socket.write(frame('{"type":"unregister","address":"clients.tcp"}'));
  socket.write(frame('{"type":"publish","address":"clients.tcp","body":"unheard"}'));
  socket.write(frame('{"type":"ping"}'));
  assert.equal(await next(), '{"type":"pong"}');
});

await check("hears that nobody is there", async () => {
  socket.write(frame('{"type":"send","address":"clients.nobody","replyAddress":"r2","body":1}'));
  assert.deepEqual(JSON.parse(await next()), {
    type: "err",
    address: "r2",
    sourceAddress: "clients.nobody",
    failureCode: -1,
    failureType: "NO_HANDLERS",
    message: "No handlers for address clients.nobody",
  });
});

done();
