package busway.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The load driver as a user runs it, against a gateway with the shipped config. */
class BenchIT {

  private static final Duration BOUND = Duration.ofMinutes(2);

  private static RunningBusway busway;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws InterruptedException {
    busway = RunningBusway.start();
  }

  @AfterAll
  static void stop() {
    busway.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp", "ws"})
  void countsEveryReply(String protocol) throws Exception {
    JsonObject result = clean(protocol, "request", "--connections", "4", "--window", "4");
    assertThat(result.getLong("connections")).isEqualTo(4);
    assertThat(result.getLong("messages")).isPositive();
    assertThat(result.getLong("expected")).isGreaterThanOrEqualTo(result.getLong("messages"));
    assertOrdered(result.getJsonObject("latencyUs"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp", "ws"})
  void countsEveryDelivery(String protocol) throws Exception {
    JsonObject result =
        clean(protocol, "fan-out", "--subscribers", "5", "--publishers", "3", "--size", "1024");
    assertThat(result.getLong("connections")).isEqualTo(8);
    assertThat(result.getLong("expected")).isPositive();
    assertThat(result.getLong("expected") % 5).isZero();
    assertOrdered(result.getJsonObject("latencyUs"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp", "ws"})
  void asksIdleConnectionsInTheEnd(String protocol) throws Exception {
    JsonObject result =
        clean(protocol, "idle", "--connections", "50", "--address", "chat", "--warmup", "0ms");
    assertThat(result.getLong("expected")).isEqualTo(50);
    assertThat(result.getJsonObject("latencyUs").getLong("count")).isEqualTo(50);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp", "ws"})
  void sharesItsLoadAmongThreads(String protocol) throws Exception {
    JsonObject asked = clean(protocol, "request", "--connections", "5", "--threads", "2");
    assertThat(asked.getLong("connections")).isEqualTo(5);
    JsonObject heard =
        clean(protocol, "fan-out", "--subscribers", "5", "--publishers", "3", "--threads", "2");
    assertThat(heard.getLong("connections")).isEqualTo(8);
    JsonObject rated =
        clean(protocol, "fan-out", "--subscribers", "2", "--rate", "500", "--threads", "3");
    assertThat(rated.getLong("messages")).isPositive();
    JsonObject idle = clean(protocol, "idle", "--connections", "3", "--threads", "4");
    assertThat(idle.getLong("received")).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp", "ws"})
  void answersItsOwnRequestsWhereNoVerticleDoes(String protocol) throws Exception {
    JsonObject result =
        clean(
            protocol,
            "request",
            "--address",
            "chat",
            "--connections",
            "4",
            "--responders",
            "3",
            "--threads",
            "2");
    assertThat(result.getLong("connections")).isEqualTo(7);
    assertThat(result.getLong("messages")).isPositive();
  }

  @Test
  void endsWhenTheGatewayIsGone() throws Exception {
    try (RunningBusway doomed = RunningBusway.start();
        Child bench =
            bench(
                "request",
                "--target",
                "tcp://127.0.0.1:" + doomed.tcpPort(),
                "--warmup",
                "0ms",
                "--duration",
                "10m")) {
      Await.until(
          BOUND,
          "load",
          () -> bench.stderr().stream().anyMatch(line -> line.startsWith("measure")));
      doomed.close();
      assertThat(bench.awaitExit(BOUND)).as(bench.toString()).isEqualTo(1);
      assertThat(bench.stdout()).anyMatch(line -> line.contains("closed by the gateway"));
    }
  }

  @Test
  void sendsAtTheRateThatItWasGiven() throws Exception {
    JsonObject result =
        clean("tcp", "request", "--connections", "4", "--rate", "500", "--duration", "4s");
    double due = 500 * result.getDouble("seconds");
    assertThat(result.getDouble("messages")).isBetween(due * 0.5, due * 1.5);
  }

  @Test
  void sendsABodyOfTheUsers() throws Exception {
    clean(
        "tcp", "request", "--address", "primes", "--body", "{\"limit\":10}", "--connections", "1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp", "ws"})
  void namesWhatFailedAtAWrongAddress(String protocol) throws Exception {
    JsonObject denied = run(protocol, 1, "request", "--address", "nowhere");
    assertThat(denied.getBoolean("ok")).isFalse();
    assertThat(denied.getJsonObject("errors").encode()).contains("access_denied");
    JsonObject nobody = run(protocol, 1, "request", "--address", "chat", "--connections", "1");
    assertThat(nobody.getJsonObject("errors").fieldNames()).containsExactly("failed NO_HANDLERS");
    JsonObject unheard = run(protocol, 1, "fan-out", "--address", "nowhere", "--timeout", "3s");
    assertThat(unheard.getJsonObject("errors").encode()).contains("access_denied");
  }

  @Test
  void saysWhereNobodyListens() throws Exception {
    // Bound, so that it is nobody else's, and not listened to.
    try (Socket bound = new Socket()) {
      bound.bind(new InetSocketAddress("127.0.0.1", 0));
      saysThatNobodyListens(bound.getLocalPort());
    }
  }

  private static void saysThatNobodyListens(int port) throws Exception {
    try (Child bench = bench("idle", "--target", "tcp://127.0.0.1:" + port)) {
      assertThat(bench.awaitExit(BOUND)).isEqualTo(1);
      assertThat(bench.stderr())
          .singleElement()
          .asString()
          .startsWith("busway: cannot connect to tcp://127.0.0.1:" + port)
          .contains("refused");
    }
  }

  @Test
  void refusesABadOption() throws Exception {
    try (Child bench = bench("request", "--window", "0")) {
      assertThat(bench.awaitExit(BOUND)).isEqualTo(2);
      assertThat(bench.stderr()).containsExactly("busway: --window: 0 (expected: 1 to 10000)");
    }
  }

  @Test
  void printsItsJsonAloneWhereItIsAskedTo() throws Exception {
    try (Child bench =
        bench("idle", "--target", target("tcp"), "--duration", "100ms", "--json", "-")) {
      assertThat(bench.awaitExit(BOUND)).as(bench.toString()).isZero();
      JsonObject printed = new JsonObject(String.join("\n", bench.stdout()));
      assertThat(printed.getJsonObject("settings").getInteger("connections")).isEqualTo(1_000);
      assertThat(printed.getJsonObject("settings").getString("target")).isEqualTo(target("tcp"));
    }
  }

  private JsonObject clean(String protocol, String... arguments) throws Exception {
    JsonObject result = run(protocol, 0, arguments);
    assertThat(result.getBoolean("ok")).isTrue();
    assertThat(result.getLong("lost")).isZero();
    assertThat(result.getLong("received")).isEqualTo(result.getLong("expected"));
    assertThat(result.getJsonObject("errors")).isEmpty();
    return result;
  }

  private JsonObject run(String protocol, int code, String... arguments) throws Exception {
    Path json = folder.resolve("result.json");
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--target", target(protocol), "--json", json.toString()));
    for (String option : List.of("--warmup", "--duration")) {
      if (!all.contains(option)) {
        all.addAll(List.of(option, "500ms"));
      }
    }
    try (Child bench = bench(all.toArray(String[]::new))) {
      assertThat(bench.awaitExit(BOUND)).as(bench.toString()).isEqualTo(code);
    }
    return new JsonObject(Files.readString(json)).getJsonObject("result");
  }

  private static void assertOrdered(JsonObject latencyUs) {
    assertThat(latencyUs.getLong("count")).isPositive();
    assertThat(
            List.of("p50", "p90", "p99", "p99.9", "max").stream()
                .map(latencyUs::getDouble)
                .toList())
        .isSorted()
        .allMatch(us -> us > 0);
  }

  private static String target(String protocol) {
    return protocol.equals("tcp")
        ? "tcp://127.0.0.1:" + busway.tcpPort()
        : busway.websocket().toString();
  }

  private static Child bench(String... arguments) {
    List<String> all = new ArrayList<>(List.of("bench"));
    all.addAll(List.of(arguments));
    return RunningBusway.run(RunningBusway.home(), Map.of(), all.toArray(String[]::new));
  }
}
