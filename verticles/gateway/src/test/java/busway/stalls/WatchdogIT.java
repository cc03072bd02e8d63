package busway.stalls;

import static org.assertj.core.api.Assertions.assertThat;

import busway.testing.StallingVerticle;
import busway.testing.Wait;
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
  private final StallingVerticle verticle = new StallingVerticle();
  private final WatchedVertx watched = new WatchedVertx();

  @BeforeEach
  void start() {
    watched.deploy("staller", verticle);
  }

  @AfterEach
  void stop() {
    watched.close();
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
    watched.warm(address);
    int named = 0;
    for (int i = 0; i < 40 * TIMES && named < TIMES; i++) {
      JsonObject stall = provoked(address, ms);
      String brief = stall.copy().put("stack", "").encode();
      assertThat(stall.getDouble("durationMs")).as(brief).isGreaterThan(ms - 1);
      if (stall.getString("culprit").equals(Culprit.UNKNOWN)) {
        assertThat(stall.getDouble("watchdogLateMs")).as(brief).isGreaterThan(unseenMs(stall));
      } else if (timeMs(stall, cause) >= stall.getDouble("durationMs") / 2) {
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
    assertThat(watched.scrape()).contains("busway_eventloop_stalls_total{" + series);
  }

  /** Holds up the loop, and finds the one stall that covers it. */
  private JsonObject provoked(String address, int ms) {
    watched.ask(address, ms);
    Instant half = verticle.half();
    Wait.until("the stall in " + watched.briefly(), () -> covering(half).size() == 1);
    return covering(half).getFirst();
  }

  private List<JsonObject> covering(Instant moment) {
    return watched.stalls().stream()
        .filter(stall -> !stall.getBoolean("ongoing"))
        .filter(stall -> stall.getString("loop").equals(verticle.loop()))
        .filter(WatchdogIT::isOfTheLoop)
        .filter(stall -> covers(stall, moment))
        .toList();
  }

  private static boolean covers(JsonObject stall, Instant moment) {
    Instant began = Instant.parse(stall.getString("began"));
    return moment.isAfter(began)
        && moment.isBefore(began.plusNanos((long) (stall.getDouble("durationMs") * 1e6)));
  }

  /** What the loop had of it for what it was asked to do; the rest took the machine or the JVM. */
  private static double timeMs(JsonObject stall, String cause) {
    return stall.getDouble(cause + "Ms");
  }

  /** For how long the watchdog must have been kept from looking where it has no stack of it. */
  private static double unseenMs(JsonObject stall) {
    return stall.getDouble("durationMs") - stall.getDouble("gcMs") - stall.getDouble("jvmMs") - 9;
  }

  @Test
  void findsAsManyAsTheLoopsThemselvesCountAndInventsNone() {
    long before = longTurns();
    long foundBefore = found();
    for (int i = 0; i < 100; i++) {
      watched.ask("sleep", i % 20);
    }
    Wait.until("the last one", () -> found() - foundBefore == longTurns() - before);

    assertThat(found() - foundBefore).isGreaterThanOrEqualTo(5 * TIMES);
  }

  /** Stalls so far, but for standstills of the process while the loops polled. */
  private long found() {
    return watched.stalls().stream()
        .filter(stall -> !stall.getBoolean("ongoing"))
        .filter(WatchdogIT::isOfTheLoop)
        .count();
  }

  private static boolean isOfTheLoop(JsonObject stall) {
    return stall.getDouble("cpuMs") > 0;
  }

  /** Turns of more than 10 ms, by the loops' own histograms. */
  private long longTurns() {
    return count("_count{") - count("_bucket{");
  }

  private long count(String suffix) {
    return watched
        .scrape()
        .lines()
        .filter(line -> line.startsWith("busway_eventloop_iteration_busy_seconds" + suffix))
        .filter(line -> suffix.equals("_count{") || line.contains("le=\"0.01\""))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Test
  void showsAStallWhileItLastsAndRecordsItOnce() {
    var reply = watched.vertx().eventBus().request("wait", 0);
    String culprit = "StallingVerticle.await";
    Wait.until("a stall that lasts", () -> watched.stallsBy(culprit).size() == 1);
    JsonObject ongoing = watched.stallsBy(culprit).getFirst();
    assertThat(ongoing.getBoolean("ongoing")).isTrue();
    assertThat(watched.scrape()).doesNotContain(culprit);
    Wait.until("lag of a loop", () -> lagCurrent() > 0.2);
    Wait.until("a longer one", () -> itsOwn(watched.stallsBy(culprit)));

    verticle.release();
    Wait.on(reply);
    Wait.until("its end", () -> watched.pastBy(culprit).size() == 1);
    assertThat(watched.stallsBy(culprit)).hasSize(1);
    assertThat(watched.stallsBy(culprit).getFirst().getDouble("durationMs")).isGreaterThan(200);
    assertThat(watched.scrape()).contains("cause=\"blocked\",culprit=\"" + culprit);
    assertThat(watched.watchdog().recent().encode()).contains(culprit);
  }

  /** Whether a stall is the handler's, and will be should the machine stand still at its end. */
  private static boolean itsOwn(List<JsonObject> stalls) {
    return stalls.stream()
        .anyMatch(
            stall -> 2 * stall.getDouble("blockedMs") - stall.getDouble("durationMs") > 2_000);
  }

  /** Of the loop that lags most, in seconds. */
  private double lagCurrent() {
    return watched
        .scrape()
        .lines()
        .filter(line -> line.startsWith("busway_eventloop_lag_current_seconds{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .max()
        .orElseThrow();
  }

  @Test
  void blamesTheCollectorForItsPausesOnEveryLoop() {
    verticle.keep(1_000_000);
    // A pause of about the threshold may be too short for one of the loops.
    Wait.until(
        "both loops",
        () -> {
          watched.ask("collect", 0);
          return loopsWithPauses() == WatchedVertx.LOOPS;
        });

    assertThat(watched.stalls().stream().filter(s -> s.getString("cause").equals("gc")))
        .allSatisfy(s -> assertThat(s.getString("culprit")).isEqualTo("none"));
    assertThat(watched.stallsBy("StallingVerticle.collect"))
        .noneMatch(s -> s.getDouble("gcMs") > s.getDouble("durationMs") / 2);
  }

  private long loopsWithPauses() {
    return watched.stalls().stream()
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
      // One that the machine made longer than the handler did is not the handler's.
      String culprit = "";
      for (int i = 0; i < 10 && !culprit.equals("StallingVerticle.sleep"); i++) {
        culprit = provoked("sleep", 30).getString("culprit");
      }
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
