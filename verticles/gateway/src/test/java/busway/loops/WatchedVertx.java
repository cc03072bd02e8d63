package busway.loops;

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

  private static final StallsConfig KEEP_ALL =
      new StallsConfig(true, Duration.ofMillis(10), 10_000, 200, 0);

  private final GatewayMetrics metrics = new GatewayMetrics();
  private final Vertx vertx;
  private final EventLoops loops;

  WatchedVertx() {
    LoopTransport transport = new LoopTransport(TransportKind.AUTO, true);
    VertxOptions options = new VertxOptions().setEventLoopPoolSize(2);
    vertx = transport.install(metrics.install(Vertx.builder().with(options))).build();
    loops = EventLoops.start(vertx, transport, Duration.ofMillis(100));
    loops.watchStalls(KEEP_ALL, metrics.hiccups());
    metrics.observe(transport.name(), loops);
    HandlerTimes.start(vertx, loops, metrics, HandlersConfig.DEFAULTS);
  }

  Vertx vertx() {
    return vertx;
  }

  EventLoops loops() {
    return loops;
  }

  void deploy(String name, Deployable verticle) {
    Wait.on(vertx.deployVerticle(new NamedVerticle(name, verticle), new DeploymentOptions()));
  }

  void ask(String address, int body) {
    Wait.on(vertx.eventBus().request(address, body));
  }

  List<JsonObject> stalls() {
    return loops.stalls().getJsonArray("stalls").stream().map(JsonObject.class::cast).toList();
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
    loops.close();
    Wait.on(vertx.close());
    metrics.close();
  }
}
