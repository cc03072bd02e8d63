/** Raw WebSocket by the `ws` package: node websocket.mjs URL, as ws://127.0.0.1:8080/eventbus/websocket */

import { WebSocket } from "ws";
import { assert, check, done } from "./checks.mjs";

const socket = new WebSocket(process.argv[2]);
const frames = [];
const waiting = [];
socket.on("message", (data, isBinary) => {
  const frame = { text: data.toString(), isBinary };
  waiting.length > 0 ? waiting.shift()(frame) : frames.push(frame);
});
const next = () => (frames.length > 0 ? Promise.resolve(frames.shift()) : new Promise((resolve) => waiting.push(resolve)));

await check("opens", () => new Promise((resolve) => socket.on("open", resolve)));

await check("gets text for text", async () => {
  socket.send('{"type":"send","address":"echo","replyAddress":"r1","body":{"a":[1,"two",null]}}');
  const { text, isBinary } = await next();
  assert.equal(text, '{"type":"rec","address":"r1","body":{"a":[1,"two",null]}}');
  assert.equal(isBinary, false);
});

await check("hears what it publishes, byte for byte", async () => {
  socket.send('{"type":"register","address":"clients.bytes"}');
  socket.send('{"type":"publish","address":"clients.bytes","body":{"z":1.50, "a":12345678901234567890}}');
  assert.equal((await next()).text, '{"type":"rec","address":"clients.bytes","body":{"z":1.50, "a":12345678901234567890}}');
});

await check("gets binary for binary", async () => {
  socket.send(Buffer.from('{"type":"send","address":"echo","replyAddress":"r2","body":"b"}'));
  const { text, isBinary } = await next();
  assert.equal(text, '{"type":"rec","address":"r2","body":"b"}');
  assert.equal(isBinary, true);
});

await check("hears what is wrong with a frame and goes on", async () => {
  for (const [sent, expected] of [
    ["{", "invalid_json"],
    ['{"address":"echo"}', "missing_type"],
    ['{"type":"send"}', "missing_address"],
    ['{"type":"bogus","address":"echo"}', "invalid_type"],
    ['{"type":"send","address":"forbidden"}', "access_denied"],
  ]) {
    socket.send(sent);
    assert.equal((await next()).text, `{"type":"err","body":"${expected}"}`);
  }
});

await check("is answered when it pings the protocol's way", async () => {
  const pong = new Promise((resolve) => socket.on("pong", (data) => resolve(data.toString())));
  socket.ping("hi");
  assert.equal(await pong, "hi");
});

await check("closes with a handshake", async () => {
  const code = new Promise((resolve) => socket.on("close", resolve));
  socket.close(1000);
  assert.equal(await code, 1000);
});

done();
