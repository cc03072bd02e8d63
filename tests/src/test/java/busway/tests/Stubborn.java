package busway.tests;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;

/** A verticle that never says that it has stopped. */
public final class Stubborn extends VerticleBase {
  @Override
  public Future<?> stop() {
    return Promise.promise().future();
  }
}
