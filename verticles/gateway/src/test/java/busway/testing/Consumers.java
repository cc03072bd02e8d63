package busway.testing;

import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;

/** Ordinary consumers, as users write them, on the bus of every gateway under test. */
final class Consumers {

  private Consumers() {}

  static void register(EventBus bus) {
    bus.consumer("echo", message -> message.reply(message.body()));
    bus.consumer("echo.headers", message -> message.reply(message.body(), headersOf(message)));
    bus.consumer("mute", message -> {});
    bus.consumer("fail", message -> message.fail(42, "nope"));
    bus.consumer("fail.silent", message -> message.fail(43, null));
    bus.consumer(
        "twice",
        first ->
            first
                .replyAndRequest("and?")
                .onSuccess(second -> second.reply("got " + second.body()))
                .onFailure(failure -> bus.publish("twice.failed", failure.getMessage())));
  }

  private static DeliveryOptions headersOf(io.vertx.core.eventbus.Message<Object> message) {
    return new DeliveryOptions().setHeaders(message.headers());
  }
}
