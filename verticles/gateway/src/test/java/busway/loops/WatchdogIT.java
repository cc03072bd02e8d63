package busway.loops;

import static org.assertj.core.api.Assertions.assertThat;

import busway.metrics.ExpositionFormat;
import busway.metrics.GatewayMetrics;
import busway.metrics.HandlersConfig;
import busway.metrics.StallsConfig;
import busway.testing.StallingVerticle;
import busway.testing.Wait;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Event loops that are really held up, and what the watchdog says of it. */
class WatchdogIT {

  private static final int TIMES = 5;
  private static final StallsConfig KEEP_ALL =
      new StallsConfig(true, Duration.ofMillis(10), 10_000, 20, 0);

  private final GatewayMetrics metrics = new GatewayMetrics();
  private final StallingVerticle verticle = new StallingVerticle();
  private Vertx vertx;
  private EventLoops loops;

  @BeforeEach
  void start() {
    LoopTransport transport = new LoopTransport(TransportKind.AUTO, true);
    VertxOptions options = new VertxOptions().setEventLoopPoolSize(2);
    vertx = transport.install(metrics.install(Vertx.builder().with(options))).build();
    loops = EventLoops.start(vertx, transport, Duration.ofMillis(100));
    loops.watchStalls(KEEP_ALL, metrics.hiccups());
    metrics.observe(transport.name(), loops);
    HandlerTimes.start(vertx, loops, metrics, HandlersConfig.DEFAULTS);
    Wait.on(vertx.deployVerticle(new NamedVerticle("staller", verticle), new DeploymentOptions()));
  }

  @AfterEach
  void stop() {
    loops.close();
    Wait.on(vertx.close());
    metrics.close();
  }

  private void ask(String address, int body) {
    Wait.on(vertx.eventBus().request(address, body));
  }

  private List<JsonObject> stalls() {
    return loops.stalls().getJsonArray("stalls").stream().map(JsonObject.class::cast).toList();
  }

  private List<JsonObject> stallsBy(String culprit) {
    return stalls().stream().filter(s -> s.getString("culprit").equals(culprit)).toList();
  }

  private long over(String culprit) {
    return stallsBy(culprit).stream().filter(s -> !s.getBoolean("ongoing")).count();
  }

  private List<JsonObject> briefly() {
    List<JsonObject> all = stalls();
    all.forEach(stall -> stall.remove("stack"));
    return all;
  }

  private String scrape() {
    return metrics.scrape(ExpositionFormat.PROMETHEUS);
  }

  @ParameterizedTest
  @CsvSource({
    "sleep, 15, blocked, StallingVerticle.sleep",
    "sleep, 60, blocked, StallingVerticle.sleep",
    "lock, 60, blocked, StallingVerticle.lock",
    "spin, 15, cpu, StallingVerticle.spin",
    "spin, 60, cpu, StallingVerticle.spin"
  })
  void findsEachStallWithItsCauseItsCulpritItsVerticleAndItsAddress(
      String address, int ms, String cause, String culprit) {
    int named = 0;
    for (int i = 0; i < 10 * TIMES && named < TIMES; i++) {
      JsonObject stall = provoked(address, ms);
      String brief = stall.copy().put("stack", "").encode();
      assertThat(stall.getDouble("durationMs")).as(brief).isGreaterThan(ms - 1);
      if (!slowHost(stall) && !stall.getString("culprit").equals(Culprit.UNKNOWN)) {
        named++;
        assertThat(stall.getString("cause")).as(brief).isEqualTo(cause);
        assertThat(stall.getString("culprit")).as(brief).isEqualTo(culprit);
        assertThat(stall.getString("verticle")).as(brief).isEqualTo("staller");
        assertThat(stall.getString("address")).as(brief).isEqualTo(address);
        assertThat(stall.getJsonArray("stack").encode()).contains(culprit);
      }
    }

    assertThat(named).isEqualTo(TIMES);
    String series = "cause=\"%s\",culprit=\"%s\",loop=".formatted(cause, culprit);
    assertThat(scrape()).contains("busway_eventloop_stalls_total{" + series);
  }

  /** Holds up the loop, and finds the one stall that covers it. */
  private JsonObject provoked(String address, int ms) {
    ask(address, ms);
    Instant half = verticle.half();
    Wait.until("the stall in " + briefly(), () -> covering(half).size() == 1);
    return covering(half).getFirst();
  }

  private List<JsonObject> covering(Instant moment) {
    return stalls().stream()
        .filter(stall -> !stall.getBoolean("ongoing"))
        .filter(stall -> stall.getString("loop").equals(verticle.loop()))
        .filter(stall -> covers(stall, moment))
        .toList();
  }

  private static boolean covers(JsonObject stall, Instant moment) {
    Instant began = Instant.parse(stall.getString("began"));
    return moment.isAfter(began)
        && moment.isBefore(began.plusNanos((long) (stall.getDouble("durationMs") * 1e6)));
  }

  /** Whether this machine was too busy with others to let the loop have half of the time. */
  private static boolean slowHost(JsonObject stall) {
    return stall.getDouble("hostMs") > stall.getDouble("cpuMs") + stall.getDouble("blockedMs");
  }

  @Test
  void findsAsManyAsTheLoopsThemselvesCountAndInventsNone() {
    long before = longTurns();
    long foundBefore = found();
    for (int i = 0; i < 100; i++) {
      ask("sleep", i % 20);
    }
    Wait.until("the last one", () -> found() - foundBefore == longTurns() - before);

    assertThat(found() - foundBefore).isGreaterThanOrEqualTo(5 * 9);
  }

  /** Stalls so far, but for standstills of the process while the loops polled. */
  private long found() {
    return stalls().stream()
        .filter(stall -> !stall.getBoolean("ongoing"))
        .filter(stall -> stall.getDouble("blockedMs") + stall.getDouble("cpuMs") > 0)
        .count();
  }

  /** Turns of more than 10 ms, by the loops' own histograms. */
  private long longTurns() {
    return count("_count{") - count("_bucket{");
  }

  private long count(String suffix) {
    return scrape()
        .lines()
        .filter(line -> line.startsWith("busway_eventloop_iteration_busy_seconds" + suffix))
        .filter(line -> suffix.equals("_count{") || line.contains("le=\"0.01\""))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Test
  void showsAStallWhileItLastsAndRecordsItOnce() {
    var reply = vertx.eventBus().request("wait", 0);
    String culprit = "StallingVerticle.await";
    Wait.until("a stall that lasts", () -> stallsBy(culprit).size() == 1);
    JsonObject ongoing = stallsBy(culprit).getFirst();
    assertThat(ongoing.getBoolean("ongoing")).isTrue();
    assertThat(scrape()).doesNotContain(culprit);
    Wait.until("a longer one", () -> stallsBy(culprit).getFirst().getDouble("durationMs") > 200);

    verticle.release();
    Wait.on(reply);
    Wait.until("its end", () -> over(culprit) == 1);
    assertThat(stallsBy(culprit)).hasSize(1);
    assertThat(stallsBy(culprit).getFirst().getDouble("durationMs")).isGreaterThan(200);
    assertThat(loops.recentStalls().encode()).contains(culprit);
  }

  @Test
  void blamesTheCollectorForItsPausesOnEveryLoop() {
    verticle.keep(1_000_000);
    for (int i = 0; i < 10 && longPauses() == 0; i++) {
      ask("collect", 0);
    }
    Wait.until("both loops", () -> loopsWithPauses() == loops.names().size());

    assertThat(stalls().stream().filter(s -> s.getString("cause").equals("gc")))
        .allSatisfy(s -> assertThat(s.getString("culprit")).isEqualTo("none"));
    assertThat(stallsBy("StallingVerticle.collect")).isEmpty();
  }

  private long longPauses() {
    return stalls().stream().filter(s -> s.getString("cause").equals("gc")).count();
  }

  private long loopsWithPauses() {
    return stalls().stream()
        .filter(s -> s.getString("cause").equals("gc"))
        .map(s -> s.getString("loop"))
        .distinct()
        .count();
  }

  @Test
  void tellsTheFlightRecorder() throws Exception {
    AtomicReference<RecordedEvent> seen = new AtomicReference<>();
    try (RecordingStream recording = new RecordingStream()) {
      recording.onEvent(
          "busway.LoopStall",
          event -> {
            if (event.getString("culprit").equals("StallingVerticle.sleep")) {
              seen.set(event);
            }
          });
      recording.startAsync();
      ask("sleep", 30);
      Wait.until("the event", () -> seen.get() != null);
    }

    RecordedEvent event = seen.get();
    assertThat(event.getString("loop")).startsWith("vert.x-eventloop-thread-");
    assertThat(event.getString("cause")).isEqualTo("blocked");
    assertThat(event.getString("verticle")).isEqualTo("staller");
    assertThat(event.getString("address")).isEqualTo("sleep");
    assertThat(event.getString("stack")).contains("StallingVerticle.sleep(StallingVerticle.java:");
    assertThat(event.getDuration("length")).isGreaterThan(Duration.ofMillis(29));
    assertThat(event.getInstant("began")).isBefore(event.getStartTime());
  }
}
