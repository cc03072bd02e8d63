package busway.bench;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.util.function.IntConsumer;

/**
 * What the official bridges do between socket and bus, as far as it costs: a frame is parsed, a
 * client is a consumer of its own, and each frame to a client is built and written for it alone.
 * Belongs to one loop.
 */
final class PlainBridge {

  private static final String ADDRESS = "plain.";

  private final EventBus bus;

  PlainBridge(EventBus bus) {
    this.bus = bus;
  }

  /** Adds a client, which is told the length of each frame it is sent. */
  void subscribe(IntConsumer heard) {
    bus.consumer(
        ADDRESS + Samples.NEWS, (Message<JsonObject> message) -> heard.accept(write(message)));
  }

  /** Adds a verticle's consumer that answers requests. */
  void echo() {
    bus.consumer(ADDRESS + Samples.ORDERS, (Message<JsonObject> m) -> m.reply(m.body()));
  }

  /** Takes a publish frame. */
  void publish(byte[] bytes) {
    JsonObject frame = new JsonObject(Buffer.buffer(bytes));
    bus.publish(ADDRESS + frame.getString("address"), frame.getValue("body"));
  }

  /** Takes a request frame; a failure is never heard. */
  void request(byte[] bytes, IntConsumer heard) {
    JsonObject frame = new JsonObject(Buffer.buffer(bytes));
    bus.<JsonObject>request(ADDRESS + frame.getString("address"), frame.getValue("body"))
        .onSuccess(reply -> heard.accept(write(reply)));
  }

  /** Makes the frame that a client is sent; its length. */
  private int write(Message<JsonObject> message) {
    JsonObject headers = new JsonObject();
    message.headers().forEach(headers::put);
    return new JsonObject()
        .put("type", "message")
        .put("address", message.address())
        .put("headers", headers)
        .put("body", message.body())
        .put("send", message.isSend())
        .toBuffer()
        .length();
  }
}
