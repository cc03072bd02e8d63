// Greets: {"name": "Ada"} at js.hello gets {"text": "Hello, Ada!"}.
vertx.eventBus().consumer('js.hello', async msg => {
  const name = msg.body()?.name;
  if (typeof name !== 'string') {
    throw Object.assign(new Error('expected: an object with a name, such as {"name": "Ada"}'), {code: 400});
  }
  return {text: `${config.greeting ?? 'Hello'}, ${name}!`};
});

// Gives back what it gets.
vertx.eventBus().consumer('js.echo', msg => msg.reply(msg.body()));
