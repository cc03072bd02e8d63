package busway.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts that hang: in their start, or in a handler. */
class HangingScriptIT {

  private static final Duration BOUND = Duration.ofSeconds(90);
  private static final String SERVES =
      """
      @vertx.consumer("app")
      def app(msg):
          return "%s"
      """;

  private static final String SPINS_JS =
      """
      vertx.eventBus().consumer('app', () => {
        console.log('spins');
        while (true) {}
      });
      """;
  private static final String SPINS_PY =
      """
      @vertx.consumer("app")
      def app(msg):
          print("spins")
          while True:
              pass
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"app.js", "app.py"})
  void oneThatNeverReturnsIsEndedWhenItIsUndeployed(String name) throws Exception {
    Path file = folder.toRealPath().resolve(name);
    try (RunningBusway busway =
            RunningBusway.start(
                "--set",
                "verticles=[]",
                "--set",
                "deployments.drain-timeout=1s",
                "--set",
                "permissions={inbound: [{address: app}]}");
        Admin admin = new Admin(busway);
        TcpClient client = new TcpClient(busway.tcpPort())) {
      JsonObject deployment = new JsonObject().put("name", "app").put("main", file.toString());
      Files.writeString(file, name.endsWith(".js") ? SPINS_JS : SPINS_PY);
      admin.deploy(deployment);
      client.publish("app", "1");
      Await.until(BOUND, "it spins", () -> logs(admin).contains("spins"));
      admin.undeploy("app");
      Files.writeString(
          file,
          name.endsWith(".js")
              ? "vertx.eventBus().consumer('app', msg => msg.reply('whole'));"
              : SERVES.formatted("whole"));
      admin.deploy(deployment.copy().put("instances", 2));
      for (int i = 0; i < 4; i++) {
        try (TcpClient other = new TcpClient(busway.tcpPort())) {
          answers(other, "whole");
        }
      }
      assertThat(busway.stop()).isZero();
    }
  }

  @Test
  void aSaveOvertakesAStartAndElseItsTimeEnds() throws Exception {
    Path file = folder.toRealPath().resolve("app.py");
    Files.writeString(file, SERVES.formatted("one"));
    try (RunningBusway busway =
            RunningBusway.start(
                "--watch",
                "--set",
                "verticles=[]",
                "--set",
                "permissions={inbound: [{address: app}]}");
        Admin admin = new Admin(busway);
        TcpClient client = new TcpClient(busway.tcpPort())) {
      admin.deploy(new JsonObject().put("name", "app").put("main", file.toString()));

      Files.writeString(
          file, "async def start():\n    print('waits')\n    await vertx.sleep(1000)\n");
      Await.until(BOUND, "it waits", () -> logs(admin).contains("waits"));
      Files.writeString(file, SERVES.formatted("two"));
      told(busway, "busway: app: version 1 goes on: was given up, for it had not started within ");
      answers(client, "two");

      Files.writeString(file, "print('spins')\nwhile True:\n    pass\n");
      Await.until(BOUND, "it spins", () -> logs(admin).contains("spins"));
      assertThat(client.answer("app", "1")).contains("two");
      told(busway, "busway: app: version 2 goes on: did not start within 30000 ms");
      Files.writeString(file, SERVES.formatted("three"));
      answers(client, "three");
      assertThat(busway.stop()).isZero();
    }
  }

  private static String logs(Admin admin) {
    try {
      return admin.get("deployments/app/logs");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void answers(TcpClient client, String word) {
    Await.until(
        BOUND, "app answers " + word, () -> client.answer("app", "1").contains('"' + word + '"'));
  }

  private static void told(RunningBusway busway, String beginning) {
    Await.until(
        BOUND,
        "it is told: " + beginning,
        () -> busway.stdout().stream().anyMatch(line -> line.startsWith(beginning)));
  }
}
