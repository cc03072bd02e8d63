// Remembers what is said in a chat: everything that is published to the address `room`, the last `keep` messages.
// Whoever comes late asks ROOM.history, and gets {"messages": [{"at": "2026-..", "body": ..}, ..]}.
const room = config.room ?? 'chat';
const keep = config.keep ?? 100;
const messages = [];

vertx.eventBus().consumer(room, msg => {
  messages.push({at: new Date(), body: msg.body()});
  if (messages.length > keep) {
    messages.shift();
  }
});

vertx.eventBus().consumer(`${room}.history`, async () => ({messages}));

export function stop() {
  console.log(`${messages.length} messages of ${room} are forgotten`);
}
