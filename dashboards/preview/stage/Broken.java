import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Does not compile: what a failed deployment is like. */
public final class Broken extends VerticleBase {
  @Override
  public Future<?> start() {
    return vertx.eventBus().consumer("broken", message -> message.replay(message.body())).completion();
  }
}
