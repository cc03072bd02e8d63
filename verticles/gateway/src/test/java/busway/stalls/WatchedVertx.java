package busway.stalls;

import busway.loops.EventLoops;
import busway.loops.HandlerTimes;
import busway.loops.LoopTransport;
import busway.loops.NamedVerticle;
import busway.loops.TransportKind;
import busway.metrics.ExpositionFormat;
import busway.metrics.GatewayMetrics;
import busway.metrics.HandlersConfig;
import busway.metrics.StallsConfig;
import busway.testing.Wait;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;

/** A Vert.x with two event loops under watch. */
final class WatchedVertx implements AutoCloseable {

  static final int LOOPS = 2;

  private static final StallsConfig KEEP_ALL =
      new StallsConfig(true, Duration.ofMillis(10), 10_000, 200, 0);

  private final GatewayMetrics metrics = new GatewayMetrics();
  private final Vertx vertx;
  private final EventLoops loops;
  private final Watchdog watchdog;

  WatchedVertx() {
    LoopTransport transport = new LoopTransport(TransportKind.AUTO, true);
    VertxOptions options = new VertxOptions().setEventLoopPoolSize(LOOPS);
    vertx = transport.install(metrics.install(Vertx.builder().with(options))).build();
    loops = EventLoops.start(vertx, transport, Duration.ofMillis(100));
    watchdog = Watchdog.start(loops, KEEP_ALL, metrics.hiccups());
    metrics.observe(watchdog);
    metrics.observe(transport.name(), loops);
    HandlerTimes.start(vertx, loops, metrics, HandlersConfig.DEFAULTS);
  }

  Vertx vertx() {
    return vertx;
  }

  Watchdog watchdog() {
    return watchdog;
  }

  void deploy(String name, Deployable verticle) {
    Wait.on(vertx.deployVerticle(new NamedVerticle(name, verticle), new DeploymentOptions()));
  }

  void ask(String address, int body) {
    Wait.on(vertx.eventBus().request(address, body));
  }

  /** Has what handles it load its classes, which may take longer than what it is to do. */
  void warm(String address) {
    for (int i = 0; i < 20; i++) {
      ask(address, 0);
    }
  }

  List<JsonObject> stalls() {
    return watchdog.json().getJsonArray("stalls").stream().map(JsonObject.class::cast).toList();
  }

  List<JsonObject> stallsBy(String culprit) {
    return stalls().stream().filter(s -> s.getString("culprit").equals(culprit)).toList();
  }

  /** Those that are over. */
  List<JsonObject> pastBy(String culprit) {
    return stallsBy(culprit).stream().filter(s -> !s.getBoolean("ongoing")).toList();
  }

  long pastStalls() {
    return stalls().stream().filter(s -> !s.getBoolean("ongoing")).count();
  }

  List<JsonObject> briefly() {
    List<JsonObject> all = stalls();
    all.forEach(stall -> stall.remove("stack"));
    return all;
  }

  String scrape() {
    return metrics.scrape(ExpositionFormat.PROMETHEUS);
  }

  @Override
  public void close() {
    watchdog.close();
    loops.close();
    Wait.on(vertx.close());
    metrics.close();
  }
}
