package busway.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Event loops of a running gateway that stand still, and what an operator sees of it. */
class StallsIT {

  private static final Duration BOUND = Duration.ofMinutes(1);

  private static RunningBusway busway;
  private static HttpClient client;

  @BeforeAll
  static void start() throws Exception {
    busway =
        RunningBusway.start(
            Map.of("BUSWAY_JAVA_OPTS", "-XX:+UseSerialGC"),
            "--classpath",
            Path.of("target/test-classes").toAbsolutePath().toString(),
            "--set",
            "event-loops=2",
            "--set",
            "permissions.inbound=[{address: block}]",
            "--set",
            "metrics.stalls={keep: 10000, culprits: 200, log-per-minute: 6000}",
            "--set",
            "verticles=[{name: blocker, main: busway.tests.BlockingVerticle}]");
    client = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stop() {
    client.close();
    busway.close();
  }

  private static String get(String path) {
    HttpRequest request =
        HttpRequest.newBuilder(busway.admin().resolve(path)).timeout(BOUND).build();
    try {
      return client.send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<JsonObject> stalls(Predicate<JsonObject> which) {
    return new JsonObject(get("admin/stalls"))
        .getJsonArray("stalls").stream().map(JsonObject.class::cast).filter(which).toList();
  }

  private static Predicate<JsonObject> by(String cause, double atLeastMs) {
    return stall ->
        stall.getString("cause").equals(cause) && stall.getDouble("durationMs") >= atLeastMs;
  }

  @Test
  void aBlockOfFiftyMillisecondsIsListedCountedAndLogged() throws Exception {
    try (TcpClient tcp = new TcpClient(busway.tcpPort())) {
      Await.until(
          BOUND,
          "a stall of the blocker",
          () -> {
            block(tcp, 50);
            return !stalls(StallsIT::ofTheBlocker).isEmpty();
          });
    }
    JsonObject stall = stalls(StallsIT::ofTheBlocker).getFirst();
    assertThat(stall.getString("verticle")).isEqualTo("blocker");
    assertThat(stall.getString("address")).isEqualTo("block");
    assertThat(stall.getDouble("durationMs")).isGreaterThan(49);
    assertThat(stall.getJsonArray("stack").encode()).contains("java.lang.Thread.sleep(");

    assertThat(get("metrics"))
        .contains(
            "busway_eventloop_stalls_total{cause=\"blocked\",culprit=\"BlockingVerticle.start\",loop=\""
                + stall.getString("loop"));
    Await.until(
        BOUND,
        "a line in the log",
        () ->
            busway.stderr().stream()
                .anyMatch(
                    line ->
                        line.contains(
                            " ms: blocked in BlockingVerticle.start, verticle blocker, address"
                                + " block")));
  }

  private static void block(TcpClient tcp, int ms) {
    try {
      assertThat(tcp.request("block", Integer.toString(ms))).contains("\"blocked\"");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean ofTheBlocker(JsonObject stall) {
    return stall.getString("culprit").equals("BlockingVerticle.start")
        && stall.getString("cause").equals("blocked") // the first one may compute for longer
        && !stall.getBoolean("ongoing");
  }

  @Test
  void aStoppedProcessIsNobodysFault() throws Exception {
    // A loop that wakes before the watchdog may have its part of a pause: then there is another
    // one.
    Await.until(
        BOUND,
        "a stall of either loop",
        () -> {
          pause(300);
          return stalls(by("host", 250)).stream()
                  .map(stall -> stall.getString("loop"))
                  .distinct()
                  .count()
              == 2;
        });
    assertThat(stalls(by("host", 250)))
        .allSatisfy(
            stall -> {
              assertThat(stall.getString("culprit")).isEqualTo("none");
              assertThat(stall.getString("verticle")).isNull();
            });
  }

  private static void pause(int ms) {
    try {
      busway.signal("STOP");
      assertThat(new CountDownLatch(1).await(ms, TimeUnit.MILLISECONDS)).isFalse();
      busway.signal("CONT");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aPauseOfTheCollectorIsItsOwnCause() throws Exception {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    String pid = Long.toString(busway.pid());
    Await.until(
        BOUND,
        "a pause that is a stall",
        () -> {
          run(jcmd, pid, "GC.run");
          return !stalls(by("gc", 10)).isEmpty();
        });
    assertThat(stalls(by("gc", 10)))
        .allSatisfy(stall -> assertThat(stall.getString("culprit")).isEqualTo("none"));
  }

  private static void run(String... command) {
    try {
      assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
