package busway.bench.stalls;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;

/**
 * Holds its event loop up in the way and for as long as a message says, and answers with what was
 * really done.
 */
public class Staller extends VerticleBase {

  @Override
  public Future<?> start() {
    Way way = new Way(vertx);
    return vertx
        .eventBus()
        .<JsonObject>consumer(address(), message -> begin(way, message))
        .completion();
  }

  /** Where it hears. */
  String address() {
    return config().getString("address");
  }

  /** In the handler itself, in a timer, or in the handler of a reply. */
  private void begin(Way way, Message<JsonObject> message) {
    switch (message.body().getString("from", "handler")) {
      case "timer" -> vertx.setTimer(1, id -> stall(way, message));
      case "reply" ->
          vertx
              .eventBus()
              .request("svc.echo", "")
              .onComplete(ignored -> stall(way, message), failed -> stall(way, message));
      default -> stall(way, message);
    }
  }

  private static void stall(Way way, Message<JsonObject> message) {
    JsonObject body = message.body();
    Truth truth = new Truth();
    try {
      way.go(body.getString("way"), body.getInteger("ms"));
      message.reply(truth.json());
    } catch (Exception e) {
      message.fail(1, e.toString());
    }
  }
}
