package busway.tests;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** A mistake that users make: it blocks its event loop, for as many milliseconds as it is told. */
public final class BlockingVerticle extends VerticleBase {

  @Override
  public Future<?> start() {
    return vertx
        .eventBus()
        .<Integer>consumer(
            "block",
            message -> {
              try {
                Thread.sleep(message.body());
                message.reply("blocked");
              } catch (InterruptedException e) {
                message.fail(1, "interrupted");
              }
            })
        .completion();
  }
}
