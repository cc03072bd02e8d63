package busway.loops;

import static org.assertj.core.api.Assertions.assertThat;

import busway.metrics.GatewayMetrics;
import busway.testing.Wait;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoopFeedIT {

  private final GatewayMetrics metrics = new GatewayMetrics();
  private final LoopTransport transport = new LoopTransport(TransportKind.AUTO, true);
  private final BlockingQueue<JsonObject> heard = new LinkedBlockingQueue<>();
  private final AtomicInteger asked = new AtomicInteger();
  private Vertx vertx;
  private EventLoops loops;
  private LoopFeed feed;

  @BeforeEach
  void start() {
    VertxOptions options = new VertxOptions().setEventLoopPoolSize(2);
    vertx = transport.install(metrics.install(Vertx.builder().with(options))).build();
    loops = EventLoops.start(vertx, transport, Duration.ofMillis(20));
    feed = LoopFeed.start(vertx, loops.activities(), metrics.consumers(), this::stalls);
  }

  @AfterEach
  void stop() {
    feed.close();
    Wait.on(vertx.close());
    loops.close();
    metrics.close();
  }

  private JsonArray stalls() {
    asked.incrementAndGet();
    return new JsonArray().add(new JsonObject().put("culprit", "Some.body"));
  }

  private MessageConsumer<JsonObject> listen() {
    return vertx.eventBus().consumer(LoopFeed.ADDRESS, message -> heard.add(message.body()));
  }

  private JsonObject next() throws InterruptedException {
    JsonObject slice = heard.poll(Wait.SECONDS, TimeUnit.SECONDS);
    assertThat(slice).isNotNull();
    return slice;
  }

  private static List<JsonObject> lanes(JsonObject slice) {
    return slice.getJsonArray("loops").stream().map(JsonObject.class::cast).toList();
  }

  @Test
  void tellsWhatEachLoopDidToThoseWhoListen() throws Exception {
    listen();
    JsonObject slice = next();

    assertThat(lanes(slice))
        .extracting(loop -> loop.getString("name"))
        .containsExactlyElementsOf(loops.names());
    assertThat(lanes(slice))
        .allSatisfy(
            loop -> {
              assertThat(loop.getDouble("io")).isBetween(0.0, 1.0);
              assertThat(loop.getDouble("tasks")).isBetween(0.0, 1.0);
            });
    assertThat(slice.getDouble("sliceMs")).isPositive();
    assertThat(slice.getJsonArray("stalls").getJsonObject(0).getString("culprit"))
        .isEqualTo("Some.body");
    assertThat(next().getLong("atMs")).isGreaterThanOrEqualTo(slice.getLong("atMs"));
  }

  @Test
  void showsTheLoopThatIsBusyWhileItIs() throws Exception {
    AtomicBoolean seen = new AtomicBoolean();
    listen();
    next();
    var busy = ((VertxInternal) vertx).nettyEventLoopGroup().iterator().next();
    busy.execute(
        () -> {
          while (!seen.get()) {
            Thread.onSpinWait();
          }
        });
    try {
      // The consumer runs on one of the two loops: what it misses now it is told later.
      Wait.until("slices were collected meanwhile", () -> asked.get() > 8);
    } finally {
      seen.set(true);
    }
    Wait.until(
        "a slice in which one was busy",
        () -> {
          JsonObject slice = heard.poll();
          return slice != null && busiest(slice) > 0.9;
        });
  }

  private static double busiest(JsonObject slice) {
    return lanes(slice).stream().mapToDouble(loop -> loop.getDouble("tasks")).max().orElse(0);
  }

  @Test
  void collectsNothingWhileNobodyListens() throws Exception {
    try (LoopFeed byHand =
        new LoopFeed(vertx, loops.activities(), metrics.consumers(), this::stalls)) {
      byHand.tick();
      byHand.tick();
      assertThat(asked).hasValue(0);

      feed.close();
      MessageConsumer<JsonObject> listener = listen();
      byHand.tick();
      assertThat(asked).hasValue(0); // a slice has a beginning and an end
      byHand.tick();
      assertThat(asked).hasValue(1);
      next();

      Wait.on(listener.unregister());
      byHand.tick();
      byHand.tick();
      assertThat(asked).hasValue(1);
    }
  }
}
