package busway.examples;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * Tells the time of a zone: {@code {"zone": "Europe/Paris"}} gets {@code {"zone": "Europe/Paris",
 * "time": "14:05"}}. A zone that is none fails with 400 and says so, as a good answerer does.
 *
 * <p>Config: {@code address}, default {@code clock}.
 */
public final class ClockVerticle extends VerticleBase {

  @Override
  public Future<?> start() {
    String address = config().getString("address", "clock");
    return vertx.eventBus().consumer(address, this::tell).completion();
  }

  private void tell(Message<JsonObject> request) {
    String zone = String.valueOf(request.body().getValue("zone"));
    try {
      LocalTime time = LocalTime.now(ZoneId.of(zone)).truncatedTo(ChronoUnit.MINUTES);
      request.reply(new JsonObject().put("zone", zone).put("time", time.toString()));
    } catch (DateTimeException e) {
      request.fail(400, "zone: " + zone + " (expected: one such as UTC or Europe/Paris)");
    }
  }
}
