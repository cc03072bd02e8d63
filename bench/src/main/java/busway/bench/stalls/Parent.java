package busway.bench.stalls;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Deploys a verticle of its own. */
public final class Parent extends VerticleBase {

  @Override
  public Future<?> start() {
    return vertx.deployVerticle(new Offspring());
  }

  /** A verticle that no configuration knows. */
  private static final class Offspring extends Staller {
    @Override
    String address() {
      return "offspring.work";
    }
  }
}
