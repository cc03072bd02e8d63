package busway.polyglot;

import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import java.util.ArrayList;
import java.util.List;
import org.graalvm.polyglot.Value;

/** The event bus, as the prelude of one instance uses it. On the instance's Vert.x context. */
final class HostBus {

  private final List<Future<Void>> registrations = new ArrayList<>();
  private final EventBus bus;
  private final Turn turn;

  HostBus(EventBus bus, Turn turn) {
    this.bus = bus;
    this.turn = turn;
  }

  /** Once everyone on the bus knows of the consumers that were registered so far. */
  Future<?> registered() {
    return Future.all(List.copyOf(registrations)).onSuccess(all -> registrations.clear());
  }

  void add(Members members, Mail mail) {
    members.does("send", v -> bus.send(v[0].asString(), mail.body(v[1]), mail.options(v[2])));
    members.does("publish", v -> bus.publish(v[0].asString(), mail.body(v[1]), mail.options(v[2])));
    members.does(
        "request",
        v -> answer(bus.request(v[0].asString(), mail.body(v[1]), mail.options(v[2])), v[3], v[4]));
    members.does(
        "replyAndRequest",
        v ->
            answer(
                Mail.message(v[0]).replyAndRequest(mail.body(v[1]), mail.options(v[2])),
                v[3],
                v[4]));
    members.gives("consumer", v -> consumer(v[0].asString(), v[1].asBoolean(), v[2]));
    members.does("unregister", v -> unregister(v[0].asHostObject(), v[1], v[2]));
  }

  /** The script gets each message, and whether nobody waits for an answer. */
  private Object consumer(String address, boolean local, Value receive) {
    MessageConsumer<Object> consumer = local ? bus.localConsumer(address) : bus.consumer(address);
    consumer.handler(
        message -> turn.run(() -> receive.executeVoid(message, message.replyAddress() == null)));
    registrations.add(consumer.completion());
    return consumer;
  }

  private void unregister(MessageConsumer<?> consumer, Value done, Value failed) {
    consumer
        .unregister()
        .onComplete(none -> turn.run(() -> done.executeVoid()), e -> fail(e, failed));
  }

  private void answer(Future<Message<Object>> reply, Value replied, Value failed) {
    reply.onComplete(message -> turn.run(() -> replied.executeVoid(message)), e -> fail(e, failed));
  }

  /** Calls back with the kind, the code and the text of the failure. */
  private void fail(Throwable e, Value failed) {
    String kind = e instanceof ReplyException reply ? reply.failureType().name() : "ERROR";
    int code = e instanceof ReplyException reply ? reply.failureCode() : -1;
    turn.run(() -> failed.executeVoid(kind, code, String.valueOf(e.getMessage())));
  }
}
