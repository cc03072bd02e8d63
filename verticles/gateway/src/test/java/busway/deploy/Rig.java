package busway.deploy;

import static org.assertj.core.api.Assertions.catchThrowable;

import busway.handover.BusHandover;
import busway.loops.EventLoops;
import busway.loops.HandlerTimes;
import busway.loops.LoopFeed;
import busway.loops.LoopTransport;
import busway.loops.TransportKind;
import busway.metrics.ExpositionFormat;
import busway.metrics.GatewayMetrics;
import busway.metrics.MetricsConfig;
import busway.stalls.Watchdog;
import busway.testing.Wait;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Deployments on a gateway's Vert.x with two event loops, and all that watches them. */
final class Rig implements AutoCloseable {

  /** A compiler that is used for the first time takes seconds where others compute too. */
  static final Duration PATIENCE = Duration.ofSeconds(50);

  private final GatewayMetrics metrics = new GatewayMetrics();
  private final LoopTransport transport = new LoopTransport(TransportKind.AUTO, true);
  final Vertx vertx =
      transport
          .install(
              metrics.install(Vertx.builder().with(new VertxOptions().setEventLoopPoolSize(2))))
          .build();
  private final EventLoops loops =
      EventLoops.start(vertx, transport, MetricsConfig.DEFAULTS.lagProbeInterval());
  private final Watchdog watchdog;
  private final LoopFeed feed;
  final Deployments deployments;

  Rig() {
    this(PATIENCE, DeploymentsConfig.DEFAULTS);
  }

  Rig(Duration startTimeout, DeploymentsConfig config, Loader... first) {
    watchdog = Watchdog.start(loops, MetricsConfig.DEFAULTS.stalls(), metrics.hiccups());
    feed = LoopFeed.start(vertx, loops.activities(), metrics.consumers(), watchdog::recent);
    HandlerTimes.start(vertx, loops, metrics, MetricsConfig.DEFAULTS.handlers());
    List<Loader> loaders = new ArrayList<>(List.of(first));
    loaders.addAll(Loaders.inProcess(vertx, Rig.class.getClassLoader(), List.of()));
    deployments =
        new Deployments(
            vertx,
            loaders,
            BusHandover.start(vertx, metrics),
            config,
            startTimeout,
            metrics.deployments());
  }

  /** A verticle of {@link Samples}. */
  static VerticleConfig sample(String name, Class<? extends Deployable> type) {
    return new VerticleConfig(name, type.getName(), 1, Threading.EVENT_LOOP, Map.of("id", name));
  }

  static VerticleConfig file(String name, Path file) {
    return new VerticleConfig(name, file.toString(), 1, Threading.EVENT_LOOP, Map.of());
  }

  DeploymentStatus deploy(VerticleConfig config) {
    return on(deployments.deploy(config));
  }

  DeploymentStatus undeploy(String name) {
    return on(deployments.undeploy(name));
  }

  DeploymentStatus redeploy(String name) {
    return on(deployments.redeploy(name, config -> config));
  }

  DeploymentStatus scale(String name, int instances) {
    return on(deployments.scale(name, instances));
  }

  DeploymentStatus find(String name) {
    return deployments.find(name).orElseThrow();
  }

  /** What refuses it. */
  static DeployException refusal(Future<?> future) {
    return (DeployException) catchThrowable(() -> on(future));
  }

  private static <T> T on(Future<T> future) {
    Wait.until("a result", future::isComplete, PATIENCE.plusSeconds(10));
    return Wait.on(future);
  }

  /** The body of the reply. */
  Object ask(String address) {
    return on(vertx.eventBus().request(address, null)).body();
  }

  /** Whether a line of the metrics is this one. */
  boolean exports(String line) {
    return metrics.scrape(ExpositionFormat.PROMETHEUS).lines().anyMatch(line::equals);
  }

  @Override
  public void close() throws Exception {
    on(deployments.close(Duration.ofSeconds(5)));
    feed.close();
    watchdog.close();
    loops.close();
    vertx.close().await(10, TimeUnit.SECONDS);
    metrics.close();
  }
}
