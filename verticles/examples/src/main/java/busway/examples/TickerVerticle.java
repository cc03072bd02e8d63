package busway.examples;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;

/**
 * Publishes the time to {@code address} every {@code interval-ms}: {@code {"nowMs": 1795349600000,
 * "count": 7}}. Whoever subscribes gets it; nobody has to.
 */
public final class TickerVerticle extends VerticleBase {

  private String address = "ticker";
  private long count;

  @Override
  public Future<?> start() {
    address = config().getString("address", address);
    vertx.setPeriodic(config().getLong("interval-ms", 1_000L), id -> tick());
    return Future.succeededFuture();
  }

  private void tick() {
    JsonObject now =
        new JsonObject().put("nowMs", System.currentTimeMillis()).put("count", ++count);
    vertx.eventBus().publish(address, now);
  }
}
