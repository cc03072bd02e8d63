package busway.session;

import busway.bus.AskingMessage;
import io.vertx.core.MultiMap;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import org.jspecify.annotations.Nullable;

/** A verticle, or a client of another loop, whose message came over the bus. */
record BusAsker(Message<Object> message) implements Asker {

  /** The asker of a message; null where it wants no reply. */
  static @Nullable Asker of(Message<Object> message) {
    return message instanceof AskingMessage || message.replyAddress() != null
        ? new BusAsker(message)
        : null;
  }

  @Override
  public String replyAddress() {
    return message instanceof AskingMessage asking
        ? asking.asked().replyAddress()
        : message.replyAddress();
  }

  @Override
  public long startNs() {
    return System.nanoTime();
  }

  @Override
  public void reply(@Nullable MultiMap headers, byte @Nullable [] body) {
    message.reply(ClientRequests.body(body), ClientRequests.options(headers));
  }

  @Override
  public void reply(Request further) {
    DeliveryOptions options = further.options();
    message
        .replyAndRequest(ClientRequests.body(further.frame().body()), options)
        .onComplete(further::answer);
  }

  @Override
  public void fail(int code, @Nullable String text) {
    message.fail(code, text);
  }
}
