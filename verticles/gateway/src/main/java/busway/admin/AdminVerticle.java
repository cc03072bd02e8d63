package busway.admin;

import busway.metrics.GatewayMetrics;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.function.IntConsumer;

/** Metrics, liveness, readiness and information over HTTP, on threads of its own. */
@SuppressWarnings("UnusedVariable")
public final class AdminVerticle extends VerticleBase {

  private final AdminConfig config;
  private final GatewayMetrics metrics;
  private final Readiness readiness;
  private final IntConsumer listening;

  /**
   * Makes the one instance.
   *
   * @param listening told the port once it listens
   */
  public AdminVerticle(
      AdminConfig config, GatewayMetrics metrics, Readiness readiness, IntConsumer listening) {
    this.config = config;
    this.metrics = metrics;
    this.readiness = readiness;
    this.listening = listening;
  }

  @Override
  public Future<?> start() {
    return Future.succeededFuture();
  }
}
