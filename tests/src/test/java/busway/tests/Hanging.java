package busway.tests;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;

/** A verticle that never says that it has started. */
public final class Hanging extends VerticleBase {
  @Override
  public Future<?> start() {
    return Promise.promise().future();
  }
}
