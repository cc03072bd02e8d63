package busway.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that runs, and the commands that change what is deployed on it, each a process. */
class DeployIT {

  private static final Duration BOUND = Duration.ofSeconds(60);
  private static final String TOKEN = "BUSWAY_ADMIN_TOKEN";
  private static final String SOURCE =
      """
      import io.vertx.core.Future;
      import io.vertx.core.VerticleBase;
      import org.slf4j.LoggerFactory;

      public class Greeter extends VerticleBase {
        @Override
        public Future<?> start() {
          return vertx.eventBus().<String>consumer("echo", message -> {
            LoggerFactory.getLogger(Greeter.class).info("asked");
            message.reply(config().getString("greeting") + " from 1");
          }).completion();
        }
      }
      """;

  @TempDir Path folder;

  private Map<String, String> home() {
    return Map.of("XDG_RUNTIME_DIR", folder.resolve("run").toString());
  }

  private RunningBusway start(String... arguments) throws InterruptedException {
    List<String> all = new ArrayList<>(List.of("--set", "verticles=[]"));
    all.addAll(List.of(arguments));
    return RunningBusway.start(home(), all.toArray(String[]::new));
  }

  private Child command(RunningBusway busway, Map<String, String> more, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--admin", "http://127.0.0.1:" + busway.adminPort()));
    Map<String, String> environment = new HashMap<>(home());
    environment.putAll(more);
    return RunningBusway.run(folder, environment, all.toArray(String[]::new));
  }

  private List<String> does(RunningBusway busway, String... arguments) throws Exception {
    try (Child child = command(busway, Map.of(), arguments)) {
      assertThat(child.awaitExit(BOUND)).as(child.toString()).isZero();
      assertThat(child.stderr()).isEmpty();
      return child.stdout();
    }
  }

  private List<String> refuses(int code, RunningBusway busway, String... arguments)
      throws Exception {
    try (Child child = command(busway, Map.of(), arguments)) {
      assertThat(child.awaitExit(BOUND)).as(child.toString()).isEqualTo(code);
      assertThat(child.stdout()).isEmpty();
      return child.stderr();
    }
  }

  private Path source(String text) throws IOException {
    return Files.writeString(folder.resolve("Greeter.java"), text);
  }

  private static String asks(RunningBusway busway) throws Exception {
    try (TcpClient client = new TcpClient(busway.tcpPort())) {
      return client.request("echo", "\"hello\"");
    }
  }

  @Test
  void deploysListsScalesRedeploysAndUndeploysASourceOfJava() throws Exception {
    source(SOURCE);
    try (RunningBusway busway = start()) {
      assertThat(does(busway, "deploy", "Greeter.java", "--set", "greeting=hello"))
          .containsExactly("Greeter is running: version 1, 1 instance, at echo");
      assertThat(asks(busway)).contains("hello from 1");
      assertThat(does(busway, "scale", "Greeter", "3"))
          .containsExactly("Greeter is running: version 1, 3 instances, at echo");

      source(SOURCE.replace("from 1\"", "from 2"));
      List<String> refusal = refuses(1, busway, "redeploy", "Greeter");
      assertThat(refusal).hasSize(2);
      assertThat(refusal.getFirst()).startsWith(folder.resolve("Greeter.java") + ":10:");
      assertThat(refusal.getLast())
          .isEqualTo(
              "busway: verticle Greeter (%s): does not compile"
                  .formatted(folder.resolve("Greeter.java")));
      assertThat(asks(busway)).contains("hello from 1");

      source(SOURCE.replace("from 1", "from 2"));
      assertThat(does(busway, "redeploy", "Greeter"))
          .containsExactly("Greeter is running: version 2, 3 instances, at echo");
      assertThat(asks(busway)).contains("hello from 2");

      assertThat(does(busway, "list").get(1)).startsWith("Greeter  running  2        3  ");
      JsonObject listed =
          new JsonArray(String.join("\n", does(busway, "list", "--json"))).getJsonObject(0);
      assertThat(listed.getString("main")).isEqualTo(folder.resolve("Greeter.java").toString());
      assertThat(listed.getJsonArray("addresses")).containsExactly("echo");
      assertThat(String.join("\n", does(busway, "logs", "Greeter")))
          .contains("INFO  asked", "ERROR " + folder.resolve("Greeter.java") + ":10:");

      assertThat(does(busway, "undeploy", "Greeter")).containsExactly("Greeter is undeployed");
      assertThat(does(busway, "list")).hasSize(1);
      assertThat(busway.stop()).isZero();
    }
  }

  @Test
  void followsTheLogUntilTheDeploymentGoes() throws Exception {
    source(SOURCE);
    try (RunningBusway busway = start()) {
      does(busway, "deploy", "Greeter.java", "--name", "g", "--set", "greeting=hello");
      try (Child logs = command(busway, Map.of(), "logs", "g", "--follow", "--lines", "0")) {
        asks(busway);
        Await.until(BOUND, "a line", () -> asked(logs, busway));
        does(busway, "undeploy", "g");
        assertThat(logs.awaitExit(BOUND)).as(logs.toString()).isZero();
      }
    }
  }

  /** Asks again, for who follows may have come too late for the line before. */
  private static boolean asked(Child logs, RunningBusway busway) {
    try {
      asks(busway);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    return logs.stdout().stream().anyMatch(line -> line.endsWith("INFO  asked"));
  }

  @Test
  void refusesWhatMakesNoSenseInOneLine() throws Exception {
    try (RunningBusway busway = start()) {
      String url = "http://127.0.0.1:" + busway.adminPort();
      assertThat(refuses(2, busway, "deploy", "nope.java"))
          .containsExactly("busway: nope.java: no such file");
      assertThat(refuses(1, busway, "deploy", "com.acme.Nope").getLast())
          .startsWith("busway: ")
          .contains("com.acme.Nope");
      assertThat(refuses(1, busway, "deploy", "com.acme.Nope", "--instances", "0"))
          .containsExactly("busway: instances: 0 (expected: 1 to 10000)");
      assertThat(refuses(1, busway, "scale", "nobody", "2").getLast()).contains("nobody");
      assertThat(refuses(2, busway, "scale", "nobody", "many").getLast())
          .startsWith("busway: Invalid value for positional parameter");
      assertThat(refuses(1, busway, "logs", "nobody"))
          .containsExactly("busway: no deployment: nobody");
      assertThat(refuses(1, busway, "list", "--token", "another-token-than-it-has"))
          .containsExactly(
              "busway: " + url + " has another token (expected: --token or BUSWAY_ADMIN_TOKEN)");
    }
  }

  @Test
  void saysThatNoGatewayAnswers() throws Exception {
    Commands.refuses(
        folder,
        home(),
        1,
        "busway: no gateway answers at http://127.0.0.1:1 (start one with `busway up`, or name it:"
            + " --admin URL)",
        "list",
        "--admin",
        "http://127.0.0.1:1");
  }

  @Test
  void writesItsTokenForItsUserOnlyAndTellsWhereButNotWhat() throws Exception {
    Path file;
    try (RunningBusway busway = start()) {
      file = folder.resolve("run/busway/admin-" + busway.adminPort() + ".token");
      String token = Files.readString(file).strip();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      Await.until(BOUND, "the line", () -> busway.stdout().size() == 2);
      assertThat(busway.stdout().getLast()).isEqualTo("busway admin token in " + file);
      assertThat(String.join("\n", busway.stdout()) + String.join("\n", busway.stderr()))
          .doesNotContain(token);
      assertThat(busway.stop()).isZero();
    }
    assertThat(file).doesNotExist();
  }

  @Test
  void takesItsTokenFromTheEnvironmentAndShowsItNowhere() throws Exception {
    String token = "a-token-from-the-environment";
    Map<String, String> environment = new HashMap<>(home());
    environment.put(TOKEN, token);
    try (RunningBusway busway = RunningBusway.start(environment, "--set", "verticles=[]")) {
      assertThat(folder.resolve("run")).doesNotExist();
      try (Child child = command(busway, Map.of(TOKEN, token), "list")) {
        assertThat(child.awaitExit(BOUND)).as(child.toString()).isZero();
      }
      assertThat(refuses(1, busway, "list").getLast())
          .contains("no token for http://127.0.0.1:", "run/busway/admin-", ".token");
    }
    try (Child child = RunningBusway.run(folder, environment, "config")) {
      assertThat(child.awaitExit(BOUND)).isZero();
      assertThat(String.join("\n", child.stdout())).contains("admin:").doesNotContain(token);
    }
  }

  @Test
  void listsTheCommandsInGroups() throws Exception {
    assertThat(String.join("\n", Commands.output(folder, "--help")))
        .contains("Of a gateway:\n", "Of what is deployed on a gateway that runs:\n  deploy ");
  }
}
