package busway.tests;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;

/** A verticle that begins to start, says so on standard output, and never finishes. */
public final class Hanging extends VerticleBase {
  @Override
  public Future<?> start() {
    System.out.println("hangs");
    return Promise.promise().future();
  }
}
