/**
 * The official client, over SockJS: node sockjs.mjs URL TRANSPORT [PACKAGE]
 *
 * URL is the event bus, as http://127.0.0.1:8080/eventbus; TRANSPORT is websocket, xhr-streaming or xhr-polling.
 * The gateway must permit every address, have an `echo`, and close silent clients within a few seconds.
 */

import { assert, check, done } from "./checks.mjs";

const [url, transport, name = "@vertx/eventbus-bridge-client.js"] = process.argv.slice(2);
const { default: EventBus } = await import(name);

const BODIES = [{ a: 1, deep: { list: [1, "two", null] } }, [1, 2, 3], "text ☃ \u0000", 1.5, -7, true, false, null];

const PINGING = { vertxbus_ping_interval: 300 };
const SILENT = { vertxbus_ping_interval: 60_000 };
const opened = (options) =>
  new Promise((resolve, reject) => {
    const bus = new EventBus(url, { transports: [transport], timeout: 10_000, ...options });
    bus.onopen = () => resolve(bus);
    bus.onclose = (event) => reject(new Error(`closed ${event.code}`));
  });
const ask = (bus, address, body, headers = {}) =>
  new Promise((resolve, reject) => bus.send(address, body, headers, (failure, message) => (failure ? reject(failure) : resolve(message))));
const failureOf = (promise) => promise.then(() => assert.fail("no failure"), (failure) => failure);
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

let bus;

await check("opens over the transport that was asked for", async () => {
  bus = await opened(PINGING);
  assert.equal(bus.sockJSConn.transport, transport);
});

await check("publishes to a handler, headers and all", async () => {
  const heard = new Promise((resolve) => bus.registerHandler("clients.topic", (failure, message) => resolve(message)));
  bus.publish("clients.topic", { n: 1 }, { h: "v" });
  const { type, address, body, headers } = await heard;
  assert.deepEqual({ type, address, body, headers }, { type: "rec", address: "clients.topic", body: { n: 1 }, headers: { h: "v" } });
});

await check("gets every kind of body back", async () => {
  for (const body of BODIES) {
    assert.deepEqual((await ask(bus, "echo", body)).body, body);
  }
});

await check("gets a body of 200 KiB back", async () => {
  const body = "x".repeat(200 * 1024);
  assert.equal((await ask(bus, "echo", body)).body, body);
});

await check("answers a request of another client", async () => {
  const other = await opened(PINGING);
  bus.registerHandler("clients.answer", (failure, message) => message.reply({ twice: message.body * 2 }));
  await ask(bus, "echo", 0);
  assert.deepEqual((await ask(other, "clients.answer", 21)).body, { twice: 42 });
  other.close();
});

await check("answers an answer", async () => {
  const heard = new Promise((resolve) =>
    bus.registerHandler("clients.dialogue", (failure, message) => message.reply("name?", {}, (f, answer) => resolve(answer.body))));
  const question = await ask(bus, "clients.dialogue", "hello");
  assert.equal(question.body, "name?");
  question.reply("Ada");
  assert.equal(await heard, "Ada");
});

await check("hears that nobody is there", async () => {
  const failure = await failureOf(ask(bus, "clients.nobody", {}));
  assert.deepEqual(failure, { failureCode: -1, failureType: "NO_HANDLERS", message: "No handlers for address clients.nobody" });
});

await check("hears the failure that the other side chose", async () => {
  bus.registerHandler("clients.failing", (f, { replyAddress: address }) =>
    bus.sockJSConn.send(JSON.stringify({ type: "send", address, failureCode: 42, message: "nope" })));
  const failure = await failureOf(ask(bus, "clients.failing", {}));
  assert.deepEqual(failure, { failureCode: 42, failureType: "RECIPIENT_FAILURE", message: "nope" });
});

await check("hears that it may not", async () => {
  const heard = new Promise((resolve) => (bus.onerror = resolve));
  bus.send("forbidden", {});
  const { type, body } = await heard;
  assert.deepEqual({ type, body }, { type: "err", body: "access_denied" });
});

await check("hears nothing once it unregistered", async () => {
  let count = 0;
  const handler = () => count++;
  bus.registerHandler("clients.left", handler);
  bus.publish("clients.left", 1);
  await ask(bus, "echo", 1);
  while (count < 1) {
    await sleep(10);
  }
  bus.unregisterHandler("clients.left", handler);
  bus.publish("clients.left", 2);
  await ask(bus, "echo", 2);
  assert.equal(count, 1);
});

await check("lives as long as it pings", async () => {
  await sleep(6_000);
  assert.equal((await ask(bus, "echo", "still")).body, "still");
});

await check("is closed once it pings no more", async () => {
  const silent = await opened(SILENT);
  const event = await new Promise((resolve) => (silent.onclose = resolve));
  assert.equal(event.code, 3000);
  assert.equal(event.reason, "Go away!");
});

await check("closes", () =>
  new Promise((resolve) => {
    bus.onclose = resolve;
    bus.close();
  }));

done();
