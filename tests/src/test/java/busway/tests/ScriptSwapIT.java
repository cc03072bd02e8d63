package busway.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Scripts that are replaced on a real gateway while clients of both edges ask them. {@code
 * -Dbusway.swaps=10} has as many swaps of the heavy ones as of the others.
 */
class ScriptSwapIT {

  private static final Duration BOUND = Duration.ofMinutes(2);
  private static final int PER_CLIENT = 250;
  private static final List<String> ADDRESSES = List.of("fast", "asks", "late", "later");

  /** Answers late, and counts what it is told. */
  private static final String BACK =
      """
      import io.vertx.core.Future;
      import io.vertx.core.VerticleBase;

      public class Back extends VerticleBase {
        private int tally;

        @Override
        public Future<?> start() {
          var bus = vertx.eventBus();
          bus.consumer("tally", message -> tally++);
          bus.consumer("count", message -> message.reply(tally));
          return bus.<Integer>consumer("back",
              message -> vertx.setTimer(message.body(), id -> message.reply(1))).completion();
        }
      }
      """;

  @TempDir static Path folder;
  private static RunningBusway shared;
  private final List<Asker> askers = new ArrayList<>();
  private RunningBusway busway;
  private Admin admin;
  private int counted;

  @BeforeAll
  static void start() throws Exception {
    shared = start("1m");
  }

  private static RunningBusway start(String startupTimeout) throws Exception {
    Files.writeString(folder.resolve("Back.java"), BACK);
    Path config =
        Files.writeString(
            folder.resolve("busway.yaml"),
            """
            verticles: [{name: back, main: Back.java}]
            permissions: {inbound: [{address: '*'}]}
            """);
    return RunningBusway.start(
        "--config", config.toString(), "--set", "startup.timeout=" + startupTimeout);
  }

  @AfterAll
  static void end() throws Exception {
    assertThat(shared.stop()).isZero();
    shared.close();
  }

  @AfterEach
  void leave() throws Exception {
    for (Asker asker : askers) {
      asker.close();
    }
    if (admin != null) {
      admin.undeploy("v");
      admin.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "JAVASCRIPT, event-loop, 1, 10",
    "JAVASCRIPT, event-loop, 4, 10",
    "JAVASCRIPT, worker, 4, 10",
    "PYTHON, event-loop, 1, 4",
    "PYTHON, worker, 4, 3"
  })
  void swapsUnderLoadLoseNothingAndAnswerNothingTwice(
      SwapScripts scripts, String threading, int instances, int swaps) throws Exception {
    deploy(scripts, threading, instances);
    ask();
    int last = 1 + Math.max(swaps, Integer.getInteger("busway.swaps", 0));
    for (int version = 2; version <= last; version++) {
      for (Asker asker : askers) {
        asker.awaitMore(100);
      }
      fails(scripts, SwapScripts.FAILS_TO_START);
      succeeds(scripts, version, instances);
    }
    ended(instances);
  }

  @ParameterizedTest
  @EnumSource
  void amongManyVersionsTheBrokenOnesLeaveTheOneBeforeServing(SwapScripts scripts)
      throws Exception {
    deploy(scripts, "event-loop", 1);
    ask();
    for (int version = 2; version <= 9; version++) {
      fails(scripts, SwapScripts.DOES_NOT_COMPILE);
      fails(scripts, version % 2 == 0 ? SwapScripts.FAILS_AT_TOP : SwapScripts.FAILS_TO_START);
      succeeds(scripts, version, 1);
    }
    ended(1);
  }

  private void deploy(SwapScripts scripts, String threading, int instances) throws Exception {
    deploy(shared, scripts, threading, instances);
  }

  private void deploy(RunningBusway on, SwapScripts scripts, String threading, int instances)
      throws Exception {
    busway = on;
    admin = new Admin(on);
    counted = counted();
    admin.deploy(
        new JsonObject()
            .put("name", "v")
            .put("main", scripts.write(folder, 1).toString())
            .put("threading", threading)
            .put("instances", instances));
  }

  private void ask() throws Exception {
    askers.add(Asker.of(new TcpClient(busway.tcpPort()), PER_CLIENT, ADDRESSES));
    askers.add(Asker.of(new WebSocketClient(busway.websocket()), PER_CLIENT, ADDRESSES));
  }

  private void fails(SwapScripts scripts, int broken) throws Exception {
    scripts.write(folder, broken);
    var answer = admin.redeploy("v");
    assertThat(answer.statusCode()).as(answer.body()).isGreaterThanOrEqualTo(400);
    assertThat(told(answer.body())).contains(scripts.failure(broken));
  }

  /** What an editor would show of it: the place first. */
  private static String told(String body) {
    JsonObject error = new JsonObject(body).getJsonObject("error");
    JsonArray problems = error.getJsonArray("problems", new JsonArray());
    if (problems.isEmpty()) {
      return error.getString("message");
    }
    JsonObject problem = problems.getJsonObject(0);
    return "%s:%d:%d: %s"
        .formatted(
            problem.getString("file"),
            problem.getInteger("line"),
            problem.getInteger("column"),
            problem.getString("message"));
  }

  private void succeeds(SwapScripts scripts, int version, int instances) throws Exception {
    scripts.write(folder, version);
    JsonObject status = admin.redeploys("v");
    askers.forEach(asker -> asker.onlyFrom(version));
    assertThat(status.getString("state")).isEqualTo("running");
    assertThat(status.getInteger("instances")).isEqualTo(instances);
    assertThat(status.getJsonArray("addresses"))
        .containsExactly("asks", "fast", "heard", "late", "later");
  }

  private void ended(int instances) throws Exception {
    for (Asker asker : askers) {
      asker.awaitMore(100);
    }
    for (Asker asker : askers) {
      asker.end();
    }
    int heard = counted + instances * askers.stream().mapToInt(Asker::published).sum();
    Await.until(BOUND, "all is heard", () -> counted() >= heard);
    assertThat(counted()).isEqualTo(heard);
    assertThat(busway.complaints()).noneMatch(line -> line.contains(" ERROR "));
  }

  private int counted() {
    try (TcpClient client = new TcpClient(busway.tcpPort())) {
      return Integer.parseInt(
          client.answer("count", "1").replaceFirst(".*\"body\":(\\d+).*", "$1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aVersionWhoseStartNeverEndsIsGivenUpAndTheOldOneServes() throws Exception {
    try (RunningBusway impatient = start("25s")) {
      deploy(impatient, SwapScripts.JAVASCRIPT, "event-loop", 1);
      ask();
      fails(SwapScripts.JAVASCRIPT, SwapScripts.HANGS);
      succeeds(SwapScripts.JAVASCRIPT, 2, 1);
      ended(1);
    }
    admin = null;
  }
}
