package busway.examples;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;

/**
 * Publishes the time: {@code {"nowMs": 1795349600000, "count": 7}}. Every client that subscribes to
 * the address gets each tick; nobody has to.
 *
 * <p>Config: {@code address}, default {@code ticker}; {@code interval-ms}, default 1000.
 */
public final class TickerVerticle extends VerticleBase {

  private String address = "ticker";
  private long count; // needs no lock: a verticle's code runs on one thread at a time

  @Override
  public Future<?> start() {
    address = config().getString("address", address);
    vertx.setPeriodic(config().getLong("interval-ms", 1_000L), timer -> tick());
    return Future.succeededFuture();
  }

  private void tick() {
    count++;
    JsonObject now = new JsonObject().put("nowMs", System.currentTimeMillis()).put("count", count);
    vertx.eventBus().publish(address, now);
  }
}
