package busway;

import static java.util.Objects.requireNonNull;

import busway.admin.AdminEndpoint;
import busway.admin.AdminServices;
import busway.admin.AdminVerticle;
import busway.admin.Readiness;
import busway.admin.Registry;
import busway.config.ConfigLoader;
import busway.deploy.OwnVerticles;
import busway.deploy.StartException;
import busway.deploy.UserClasses;
import busway.loops.EventLoops;
import busway.loops.HandlerTimes;
import busway.loops.LoadBalance;
import busway.loops.LoopFeed;
import busway.loops.LoopTransport;
import busway.metrics.GatewayMetrics;
import busway.session.EdgeServices;
import busway.session.Hubs;
import busway.session.Permissions;
import busway.stalls.Watchdog;
import busway.tcp.TcpVerticle;
import busway.tracing.Tracing;
import busway.vertx.Localities;
import busway.websocket.WebSocketVerticle;
import busway.worker.WorkerVerticle;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts everything in order, drains and stops it in reverse. Used by one thread. */
final class Gateway {

  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  private final GatewayConfig config;
  private final ClassLoader classes;
  private final GatewayMetrics metrics = new GatewayMetrics();
  private final Tracing tracing;
  private final Readiness readiness = new Readiness();
  private final LoopTransport transport;
  private final Vertx vertx;
  private final EventLoops loops;
  private final Watchdog watchdog;
  private final LoopFeed feed;
  private final OwnVerticles verticles;
  private final OwnVerticles edges;
  private final EdgeServices services;
  private final UserVerticles users;

  /** Makes a gateway that does nothing yet. */
  Gateway(GatewayConfig config) {
    this.config = config;
    warn(config);
    this.classes = UserClasses.open(config.classpath());
    this.tracing = Tracing.start(config.tracing(), metrics.spans());
    this.transport = new LoopTransport(config.transport(), config.metrics().loopInstruments());
    this.vertx = vertx(config, metrics, transport, tracing);
    this.loops = EventLoops.start(vertx, transport, config.metrics().lagProbeInterval());
    this.watchdog = Watchdog.start(loops, config.metrics().stalls(), metrics.hiccups());
    metrics.observe(watchdog);
    this.feed = LoopFeed.start(vertx, loops.activities(), metrics.consumers(), watchdog::recent);
    HandlerTimes.start(vertx, loops, metrics, config.metrics().handlers());
    Localities localities = new Localities(vertx);
    LoadBalance.start(loops, localities, metrics, config.balance());
    this.verticles = new OwnVerticles(vertx, config.startup().timeout());
    this.edges = new OwnVerticles(vertx, config.startup().timeout());
    this.services =
        new EdgeServices(
            config.session(),
            Permissions.of(config.permissions()),
            new Hubs(vertx, metrics, config.session().fastPath(), localities),
            metrics,
            share(7),
            tracing.clients());
    this.users = new UserVerticles(config, vertx, classes, services, metrics);
  }

  private AdminServices adminServices(IntSupplier webSocketPort) {
    IntSupplier page = config.websocket().page() ? webSocketPort : () -> 0;
    return new AdminServices(
        metrics, readiness, Registry.of(users.deployments()), users.logs(), page);
  }

  private static void warn(GatewayConfig config) {
    int longest = Math.max(config.tcp().maxFrameBytes(), config.websocket().maxMessageBytes());
    int bound = config.session().maxOutboundBytes();
    if (bound <= longest) {
      LOG.warn(
          "session.max-outbound-bytes: {}: a frame of {} bytes, which one client may send, reaches no"
              + " other (expected: more than tcp.max-frame-bytes and websocket.max-message-bytes)",
          bound,
          longest);
    }
  }

  /** So many tenths of the time that stopping may take. */
  private Duration share(int tenths) {
    return config.shutdown().timeout().multipliedBy(tenths).dividedBy(10);
  }

  private static Duration left(long endNs) {
    return Duration.ofNanos(Math.max(0, endNs - System.nanoTime()));
  }

  /** How long spans may still be sent: Vert.x has to close in what is left. */
  private Duration flushTime(long endNs) {
    long leftNs = Math.max(0, endNs - System.nanoTime());
    return Duration.ofNanos(Math.min(share(3).toNanos(), leftNs / 2));
  }

  private static Vertx vertx(
      GatewayConfig config, GatewayMetrics metrics, LoopTransport transport, Tracing tracing) {
    VertxOptions options = new VertxOptions().setEventLoopPoolSize(config.loops());
    VertxBuilder builder = metrics.install(Vertx.builder().with(options));
    return transport.install(tracing.install(builder)).build();
  }

  /** Starts everything; once it returns, clients are welcome. */
  Endpoints start() {
    AtomicReference<@Nullable AdminEndpoint> admin = new AtomicReference<>();
    AtomicInteger tcp = new AtomicInteger();
    AtomicInteger websocket = new AtomicInteger();
    listen(
        verticles,
        new Address("admin", config.admin().host(), config.admin().port()),
        () -> new AdminVerticle(config.admin(), adminServices(websocket::get), admin::set),
        1);
    metrics.config(ConfigLoader.yaml(config));
    metrics.observe(transport.name(), loops);
    startVerticles();
    listen(
        edges,
        new Address("tcp", config.tcp().host(), config.tcp().port()),
        () -> new TcpVerticle(config.tcp(), services, tcp::set),
        config.loops());
    listen(
        edges,
        new Address("websocket", config.websocket().host(), config.websocket().port()),
        () ->
            new WebSocketVerticle(
                config.websocket(), services, requireNonNull(admin.get()).port(), websocket::set),
        config.loops());
    watchdog.started();
    users.started();
    readiness.set(Readiness.State.READY);
    if (config.metrics().jfr()) {
      metrics.record();
    }
    return new Endpoints(config, tcp.get(), websocket.get(), requireNonNull(admin.get()));
  }

  private void startVerticles() {
    verticles.deploy(
        "workers",
        () -> new WorkerVerticle(config.workers(), classes, metrics, share(2), tracing.tasks()),
        new DeploymentOptions().setClassLoader(classes));
    users.start();
  }

  private static void listen(
      OwnVerticles deployments, Address address, Supplier<Deployable> verticle, int instances) {
    try {
      deployments.deploy(
          address.section(), verticle, new DeploymentOptions().setInstances(instances));
    } catch (StartException e) {
      throw address.explained(e);
    }
  }

  private void closeRest() {
    users.free();
    feed.close();
    watchdog.close();
    loops.close();
    metrics.close();
  }

  /**
   * Drains and stops what had started, the edges first and the admin port last.
   *
   * @return whether everything stopped within {@code shutdown.timeout}
   */
  boolean stop() {
    readiness.set(Readiness.State.DRAINING);
    users.unwatch();
    long timeoutMs = config.shutdown().timeout().toMillis();
    long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
    try {
      edges
          .undeployTogether()
          .compose(drained -> users.close(left(endNs).multipliedBy(7).dividedBy(10)))
          .compose(closed -> verticles.undeployInReverse())
          .eventually(() -> Future.fromCompletionStage(tracing.close(flushTime(endNs))))
          .onComplete(stopped -> closeRest())
          .compose(stopped -> vertx.close())
          .await(timeoutMs, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      LOG.warn("not stopped within {} ms (shutdown.timeout): the rest is given up", timeoutMs);
      return false;
    }
  }
}
