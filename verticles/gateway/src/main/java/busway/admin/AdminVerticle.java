package busway.admin;

import busway.metrics.GatewayMetrics;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Metrics, liveness, readiness and information over HTTP, on threads of its own. */
public final class AdminVerticle extends VerticleBase {

  private final AdminConfig config;
  private final AdminPages pages;
  private final IntConsumer listening;
  private @Nullable AdminServer server;

  /**
   * Makes the one instance.
   *
   * @param listening told the port once it listens
   */
  public AdminVerticle(
      AdminConfig config, GatewayMetrics metrics, Readiness readiness, IntConsumer listening) {
    this.config = config;
    this.pages = new AdminPages(metrics, readiness);
    this.listening = listening;
  }

  @Override
  public Future<?> start() {
    return vertx.executeBlocking(() -> AdminServer.start(config, pages)).onSuccess(this::started);
  }

  private void started(AdminServer bound) {
    server = bound;
    listening.accept(bound.port());
  }

  @Override
  public Future<?> stop() {
    AdminServer bound = server;
    if (bound == null) {
      return Future.succeededFuture();
    }
    return vertx.executeBlocking(
        () -> {
          bound.close();
          return null;
        });
  }
}
