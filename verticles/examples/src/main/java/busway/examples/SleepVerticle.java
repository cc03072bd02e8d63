package busway.examples;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;

/**
 * Blocks its thread for a while, then replies with the body of the request: a stand-in for a slow
 * database or an old library.
 *
 * <p>With {@code threading: worker} it blocks only itself: deploy as many {@code instances} as
 * should sleep at once. With {@code threading: event-loop} it holds up every client of that loop:
 * that is how to see, on the page and the dashboards, what must never be done.
 *
 * <p>Config: {@code address}, default {@code sleep}; {@code sleep-ms}, default 50.
 */
public final class SleepVerticle extends VerticleBase {

  private long sleepMs;

  @Override
  public Future<?> start() {
    sleepMs = config().getLong("sleep-ms", 50L);
    return vertx
        .eventBus()
        .consumer(config().getString("address", "sleep"), this::nap)
        .completion();
  }

  private void nap(Message<Object> request) {
    try {
      Thread.sleep(sleepMs);
      request.reply(request.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      request.fail(503, "woken before it had slept " + sleepMs + " ms");
    }
  }
}
