package busway.loops;

import busway.metrics.ExpositionFormat;
import busway.metrics.GatewayMetrics;
import busway.metrics.HandlersConfig;
import busway.testing.Wait;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBus;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** A real event bus with one event loop, whose handlers are timed. */
final class TimedBus implements AutoCloseable {

  private final GatewayMetrics metrics = new GatewayMetrics();
  private final Vertx vertx;
  private final EventLoops loops;

  TimedBus(HandlersConfig config) {
    LoopTransport transport = new LoopTransport(TransportKind.AUTO, true);
    VertxOptions options = new VertxOptions().setEventLoopPoolSize(1);
    vertx = transport.install(metrics.install(Vertx.builder().with(options))).build();
    loops = EventLoops.start(vertx, transport, Duration.ofMillis(10));
    metrics.observe(transport.name(), loops);
    HandlerTimes.start(vertx, loops, metrics, config);
  }

  /** One message in {@code sample}, and all only where the lag is unheard of. */
  static HandlersConfig sampled(int sample) {
    return new HandlersConfig(
        true,
        sample,
        Duration.ofHours(1),
        Duration.ofHours(1),
        Duration.ofSeconds(1),
        List.of(),
        50);
  }

  /** None but the first, unless the lag is above {@code above}; then for an hour. */
  static HandlersConfig full(Duration above) {
    return new HandlersConfig(
        true, 1_000_000, above, Duration.ofMillis(1), Duration.ofHours(1), List.of(), 50);
  }

  Vertx vertx() {
    return vertx;
  }

  EventBus bus() {
    return vertx.eventBus();
  }

  /** What the loop does. */
  LoopActivity activity() {
    return loops.activities().getFirst();
  }

  /** Deploys a verticle whose start is {@code start}. */
  void deploy(String name, ThreadingModel threading, Consumer<EventBus> start) {
    VerticleBase verticle =
        new VerticleBase() {
          @Override
          public Future<?> start() {
            start.accept(vertx.eventBus());
            return Future.succeededFuture();
          }
        };
    Wait.on(
        vertx.deployVerticle(
            new NamedVerticle(name, verticle),
            new DeploymentOptions().setThreadingModel(threading)));
  }

  /** What Prometheus would read now. */
  String text() {
    return metrics.scrape(ExpositionFormat.PROMETHEUS);
  }

  /** Whether there is a series, its name without the prefix. */
  boolean has(String series) {
    return text().contains("busway_" + series + " ");
  }

  /** The value of a series, its name without the prefix. */
  double value(String series) {
    String start = "busway_" + series + " ";
    return text()
        .lines()
        .filter(line -> line.startsWith(start))
        .mapToDouble(line -> Double.parseDouble(line.substring(start.length())))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no series " + start + " in\n" + text()));
  }

  /** Messages that the timed ones of an address and verticle stand for. */
  double messages(String address, String verticle) {
    return value(labels("eventbus_handler_seconds_count", address, verticle));
  }

  /** Waits until so many messages are counted: the last one is when its handler has returned. */
  void expectMessages(String address, String verticle, double messages) {
    Wait.until(
        messages + " messages of " + verticle + " at " + address,
        () ->
            has(labels("eventbus_handler_seconds_count", address, verticle))
                && messages(address, verticle) == messages);
  }

  /** Seconds that these messages have taken. */
  double seconds(String address, String verticle) {
    return value(labels("eventbus_handler_seconds_sum", address, verticle));
  }

  static String labels(String name, String address, String verticle) {
    return "%s{address=\"%s\",verticle=\"%s\"}".formatted(name, address, verticle);
  }

  @Override
  public void close() {
    loops.close();
    Wait.on(vertx.close());
    metrics.close();
  }
}
