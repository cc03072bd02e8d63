package busway.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./busway up --watch}, and scripts that import files of their own. */
class ScriptWatchIT {

  private static final Duration BOUND = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void anEditOfAnImportedModuleOfJavaScriptIsDeployed() throws Exception {
    Path word = write("lib/word.js", "export const word = 'one';\n");
    write(
        "app.js",
        """
        import {word} from './lib/word.js';
        vertx.eventBus().consumer('app', msg => msg.reply(word));
        """);
    edits("app.js", word, "export const word = = 3;\n", "word.js:1:21: SyntaxError");
  }

  @Test
  void anEditOfAnImportedModuleOfPythonIsDeployed() throws Exception {
    Path word = write("lib/word.py", "word = 'one'\n");
    write(
        "app.py",
        """
        from lib.word import word

        @vertx.consumer("app")
        def app(msg):
            return word
        """);
    edits("app.py", word, "word = = 3\n", "word.py:1:8: SyntaxError");
    assertThat(folder.resolve("__pycache__")).doesNotExist();
    assertThat(folder.resolve("lib/__pycache__")).doesNotExist();
  }

  @Test
  void theByteCodeThatPythonWritesBesideAProgramDeploysNothing() throws Exception {
    Path word = write("word.py", "word = 'one'\n");
    Path program =
        write(
            "worker.py",
            """
            import sys
            sys.dont_write_bytecode = False
            import busway
            from word import word

            bus = busway.from_env()

            @bus.consumer("app")
            def app(message):
                return word

            bus.run()
            """);
    try (RunningBusway busway = start();
        Admin admin = new Admin(busway);
        TcpClient client = new TcpClient(busway.tcpPort())) {
      admin.deploy(new JsonObject().put("name", "app").put("main", "process:python3 " + program));
      for (String next : List.of("two", "three", "four")) {
        Files.writeString(word, "word = '" + next + "'\n");
        answers(client, next);
        assertThat(folder.resolve("__pycache__")).isNotEmptyDirectory();
      }
      assertThat(busway.stdout())
          .filteredOn(line -> line.startsWith("busway: app: "))
          .map(line -> line.replaceFirst(", .* ms after", " after"))
          .containsExactly(
              "busway: app: version 2 runs after a change of word.py",
              "busway: app: version 3 runs after a change of word.py",
              "busway: app: version 4 runs after a change of word.py");
    }
  }

  private static RunningBusway start() throws InterruptedException {
    return RunningBusway.start(
        "--watch",
        "--set",
        "verticles=[]",
        "--set",
        "startup.timeout=2m",
        "--set",
        "permissions={inbound: [{address: app}]}");
  }

  private void edits(String main, Path imported, String broken, String problem) throws Exception {
    String text = Files.readString(imported);
    try (RunningBusway busway = start();
        Admin admin = new Admin(busway);
        TcpClient client = new TcpClient(busway.tcpPort())) {
      String file = folder.toRealPath().resolve(main).toString();
      admin.deploy(new JsonObject().put("name", "app").put("main", file));
      answers(client, "one");
      Files.writeString(imported, text.replace("one", "two"));
      answers(client, "two");
      Files.writeString(imported, broken);
      told(busway, line -> line.startsWith("busway: app: version 2 goes on: did not start"));
      told(busway, line -> line.startsWith(folder.resolve("lib") + "/" + problem));
      assertThat(admin.get("deployments/app"))
          .contains("running", "did not start", imported.toString(), "SyntaxError");
      answers(client, "two");
      Files.writeString(imported, text.replace("one", "three"));
      answers(client, "three");
    }
  }

  private Path write(String name, String text) throws Exception {
    Path file = folder.toRealPath().resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static void answers(TcpClient client, String word) {
    Await.until(
        BOUND, "app answers " + word, () -> client.answer("app", "1").contains('"' + word + '"'));
  }

  private static void told(RunningBusway busway, Predicate<String> line) {
    Await.until(
        BOUND, "it is told: " + busway.stdout(), () -> busway.stdout().stream().anyMatch(line));
  }
}
