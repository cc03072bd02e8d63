// Answers at the address @NAME@. Runs on an event loop, so it must not block; `vertx` and `config` are the gateway's.
import { greet } from './greeting.js';

vertx.eventBus().consumer('@NAME@', (message) => {
  message.reply(greet(message.body()?.name, config.greeting));
});
