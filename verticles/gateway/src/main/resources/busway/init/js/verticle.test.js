import assert from 'node:assert/strict';
import { test } from 'node:test';
import { greet } from './greeting.js';

test('greets the world if nobody is named', () => {
  assert.deepEqual(greet(), { greeting: 'Hello, world' });
});

test('answers at its address', async () => {
  const consumers = new Map();
  const eventBus = { consumer: (address, handler) => consumers.set(address, handler) };
  globalThis.vertx = { eventBus: () => eventBus };
  globalThis.config = { greeting: 'Good morning' };
  await import('./verticle.js');

  const replies = [];
  await consumers.get('@NAME@')({ body: () => ({ name: 'Ada' }), reply: (body) => replies.push(body) });
  assert.deepEqual(replies, [{ greeting: 'Good morning, Ada' }]);
});
