package busway.bench;

import busway.frame.FrameBuffer;
import busway.frame.FrameCodec;
import busway.loops.EventLoops;
import busway.loops.LoopTransport;
import busway.loops.TransportKind;
import busway.metrics.GatewayMetrics;
import busway.metrics.MetricsConfig;
import busway.session.AddressRule;
import busway.session.CloseReason;
import busway.session.Edge;
import busway.session.EdgePolicy;
import busway.session.EdgeServices;
import busway.session.Hubs;
import busway.session.Permissions;
import busway.session.PermissionsConfig;
import busway.session.Session;
import busway.session.SessionConfig;
import busway.session.Transport;
import busway.tracing.ClientTraces;
import busway.vertx.Localities;
import io.netty.channel.EventLoop;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One event loop with a TCP edge as shipped: permissions, limits and meters are on. Its clients
 * have no socket.
 */
final class EdgeLoop implements AutoCloseable {

  private static final int TIMEOUT_S = 30;

  private final GatewayMetrics metrics = new GatewayMetrics();
  private final LoopTransport transport = new LoopTransport(TransportKind.AUTO, true);
  private final Vertx vertx =
      transport
          .install(
              metrics.install(Vertx.builder().with(new VertxOptions().setEventLoopPoolSize(1))))
          .build();
  private final EventLoops loops =
      EventLoops.start(vertx, transport, MetricsConfig.DEFAULTS.lagProbeInterval());
  private final ContextInternal context = ((VertxInternal) vertx).createEventLoopContext();
  private final Edge edge;

  EdgeLoop() {
    metrics.observe(transport.name(), loops);
    EdgeServices services =
        new EdgeServices(
            SessionConfig.DEFAULTS,
            everything(),
            new Hubs(vertx, metrics, SessionConfig.DEFAULTS.fastPath(), new Localities(vertx)),
            metrics,
            Duration.ofSeconds(1),
            ClientTraces.NONE);
    CompletableFuture<Edge> made = new CompletableFuture<>();
    context.runOnContext(start -> made.complete(new Edge(context, policy(), services)));
    edge = made.orTimeout(TIMEOUT_S, TimeUnit.SECONDS).join();
  }

  /** Runs {@code action} on the loop and waits for it. */
  void run(Runnable action) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    context.runOnContext(
        start -> {
          try {
            action.run();
            done.complete(null);
          } catch (RuntimeException e) {
            done.completeExceptionally(e);
          }
        });
    done.orTimeout(TIMEOUT_S, TimeUnit.SECONDS).join();
  }

  /** A client that tells {@code bursts} of each frame it hears. On the loop. */
  Session connect(Bursts bursts) {
    return new Session(edge, new Client(edge.hub().dialects().tcp(), bursts));
  }

  EventBus bus() {
    return vertx.eventBus();
  }

  EventLoop eventLoop() {
    return context.nettyEventLoop();
  }

  @Override
  public void close() {
    vertx
        .close()
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(TIMEOUT_S, TimeUnit.SECONDS)
        .join();
    loops.close();
    metrics.close();
  }

  private static Permissions everything() {
    List<AddressRule> all = List.of(new AddressRule("shop.*", null));
    return Permissions.of(new PermissionsConfig(all, all));
  }

  private static EdgePolicy policy() {
    return new EdgePolicy(
        "tcp", true, true, Integer.MAX_VALUE, Integer.MAX_VALUE, Duration.ZERO, false);
  }

  private record Client(FrameCodec codec, Bursts bursts) implements Transport {

    @Override
    public void write(FrameBuffer frame) {
      bursts.heard(frame.length());
    }

    @Override
    public long pendingBytes() {
      return 0;
    }

    @Override
    public void close(CloseReason reason) {}
  }
}
