package busway.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line and the config as a user has them. */
class CommandLineIT {

  private static final Duration BOUND = Duration.ofMinutes(2);

  @TempDir Path folder;

  @Test
  void whatItPrintsAsConfigIsTheSameConfig() throws Exception {
    List<String> shipped = Commands.output(folder, "config");
    Path copy = Files.write(folder.resolve("copy.yaml"), shipped);
    assertThat(Commands.output(folder, "config", "--config", copy.toString())).isEqualTo(shipped);
  }

  @Test
  void theEnvironmentAndAssignmentsOverrideTheFile() throws Exception {
    Path file =
        Files.writeString(folder.resolve("f.yaml"), "tcp: {port: 1, max-frame-bytes: 1KiB}");
    try (Child child =
        RunningBusway.run(
            folder,
            Map.of("BUSWAY_TCP_PORT", "2", "BUSWAY_TCP_HOST", "0.0.0.0"),
            "config",
            "--config",
            file.getFileName().toString(),
            "--set",
            "tcp.port=3")) {
      assertThat(child.awaitExit(BOUND)).as(child.toString()).isZero();
      assertThat(child.stdout())
          .contains("  port: 3", "  host: 0.0.0.0", "  max-frame-bytes: 1KiB");
    }
  }

  @Test
  void checksAFileWithoutRunningIt() throws Exception {
    Path good = Files.writeString(folder.resolve("good.yaml"), "tcp: {port: 7001}");
    assertThat(Commands.output(folder, "check", good.toString()))
        .containsExactly(good + " is valid");
    Path bad = Files.writeString(folder.resolve("bad.yaml"), "tcp:\n  port: 77777\n");
    Commands.refuses(
        folder,
        Map.of(),
        2,
        "busway: tcp.port: 77777 (expected: 0 to 65535) at " + bad + ":2",
        "check",
        bad.toString());
  }

  @Test
  void refusesUnknownKeysBadValuesAndBadUsageInOneLine() throws Exception {
    Commands.refuses(
        folder,
        Map.of(),
        2,
        "busway: tcp.prot: unknown key (known: accept-backlog, host, max-connections,"
            + " max-frame-bytes, port)",
        "up",
        "--set",
        "tcp.prot=1");
    Commands.refuses(
        folder,
        Map.of("BUSWAY_SHUTDOWN_TIMEOUT", "soon"),
        2,
        "busway: shutdown.timeout: soon (expected: a duration, such as 500ms, 30s, 5m or 2h) at"
            + " BUSWAY_SHUTDOWN_TIMEOUT",
        "up");
    Commands.refuses(
        folder,
        Map.of("BUSWAY_PROT", "1"),
        2,
        "busway: BUSWAY_PROT: names no key (known: BUSWAY_ADMIN, BUSWAY_BALANCE, BUSWAY_CLASSPATH,"
            + " BUSWAY_DEPLOYMENTS, BUSWAY_EVENT_LOOPS, BUSWAY_METRICS, BUSWAY_PERMISSIONS,"
            + " BUSWAY_PROCESSES, BUSWAY_SESSION, BUSWAY_SHUTDOWN, BUSWAY_STARTUP, BUSWAY_TCP,"
            + " BUSWAY_TRACING, BUSWAY_TRANSPORT, BUSWAY_VERTICLES, BUSWAY_WEBSOCKET,"
            + " BUSWAY_WORKERS)",
        "up");
    Commands.refuses(
        folder,
        Map.of(),
        2,
        "busway: Unknown option: '--prot' (try: busway up --help)",
        "up",
        "--prot");
    Commands.refuses(
        folder,
        Map.of(),
        2,
        "busway: nope.yaml: no such file (expected: a config file)",
        "up",
        "--config",
        "nope.yaml");
    Commands.refuses(
        folder,
        Map.of(),
        2,
        "busway: classpath: nope.jar (expected: a folder or a jar that exists)",
        "up",
        "--classpath",
        "nope.jar");
    Path broken = Files.writeString(folder.resolve("broken.yaml"), "tcp:\n  port: [\n");
    Commands.refuses(
        folder,
        Map.of(),
        2,
        "busway: "
            + broken
            + ":3: expected the node content, but found '<stream end>' (expected: YAML)",
        "up",
        "--config",
        broken.toString());
  }

  @Test
  void printsItsVersionAndItsHelp() throws Exception {
    assertThat(Commands.output(folder, "--version")).containsExactly("busway 0.1.0");
    assertThat(String.join("\n", Commands.output(folder, "--help")))
        .contains("up", "check", "config", "bench");
    assertThat(String.join("\n", Commands.output(folder, "up", "--help")))
        .contains("--set", "--classpath");
  }
}
