package busway.session;

import static java.util.concurrent.TimeUnit.SECONDS;

import busway.metrics.GatewayMetrics;
import busway.testing.Wait;
import busway.tracing.ClientTraces;
import busway.vertx.Localities;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** An edge on an event loop of its own, for clients without sockets. */
final class EdgeRig implements AutoCloseable {

  final Vertx vertx = Vertx.vertx();
  final Edge edge;
  private final ContextInternal context = ((VertxInternal) vertx).createEventLoopContext();
  private final GatewayMetrics metrics = new GatewayMetrics();

  EdgeRig(Duration expiresAfter, boolean probes) {
    EdgePolicy policy =
        new EdgePolicy(
            "tcp", true, true, Integer.MAX_VALUE, Integer.MAX_VALUE, expiresAfter, probes);
    edge = await(onLoop(() -> Future.succeededFuture(new Edge(context, policy, services()))));
  }

  ContextInternal context() {
    return context;
  }

  /** Runs {@code action} on the loop. */
  <T> Future<T> onLoop(Supplier<Future<T>> action) {
    Promise<T> done = Promise.promise();
    context.runOnContext(start -> action.get().onComplete(done));
    return done.future();
  }

  static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(Wait.SECONDS, SECONDS).join();
  }

  @Override
  public void close() {
    await(vertx.close());
    metrics.close();
  }

  private EdgeServices services() {
    PermissionsConfig all = new PermissionsConfig(List.of(new AddressRule("*", null)), List.of());
    return new EdgeServices(
        SessionConfig.DEFAULTS,
        Permissions.of(all),
        new Hubs(vertx, metrics, true, new Localities(vertx)),
        metrics,
        Duration.ofMinutes(1),
        ClientTraces.NONE);
  }
}
