package busway.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line as a user has it. */
class LauncherIT {

  private static final Duration BOUND = Duration.ofSeconds(30);

  @TempDir Path folder;

  @Test
  void saysWhereItIsAndStopsWhenAsked() throws Exception {
    try (RunningBusway busway = RunningBusway.start()) {
      assertThat(busway.stdout()).containsExactly(busway.readyLine());
      assertThat(get(busway.page())).isEqualTo(200);
      assertThat(get(busway.admin().resolve("ready"))).isEqualTo(200);
      assertThat(busway.tcpPort()).isPositive();
      assertThat(busway.stop()).isZero();
      assertThat(busway.stderr()).isEmpty();
    }
  }

  @Test
  void stopsOnAnInterruptFromTheKeyboardToo() throws Exception {
    try (RunningBusway busway = RunningBusway.start()) {
      busway.signal("INT");
      assertThat(busway.awaitExit(BOUND)).isZero();
    }
  }

  @Test
  void isTheProcessThatWasStarted() throws Exception {
    try (RunningBusway busway = RunningBusway.start()) {
      assertThat(ProcessHandle.of(busway.pid()).orElseThrow().info().command().orElseThrow())
          .endsWith("java");
    }
  }

  @Test
  void runsFromAnyFolderAndThroughALink() throws Exception {
    Path link =
        Files.createSymbolicLink(folder.resolve("b"), RunningBusway.home().resolve("busway"));
    try (Child child =
        Child.start(folder, Map.of("BUSWAY_BUILD", "never"), List.of(link.toString(), "config"))) {
      assertThat(child.awaitExit(BOUND)).as(child.toString()).isZero();
      assertThat(child.stdout()).contains("tcp:", "  port: 7000");
    }
  }

  @Test
  void whatItPrintsAsConfigIsTheSameConfig() throws Exception {
    List<String> shipped = output("config");
    Path copy = Files.write(folder.resolve("copy.yaml"), shipped);
    assertThat(output("config", "--config", copy.toString())).isEqualTo(shipped);
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
  void aPortFromTheEnvironmentIsListenedOn() throws Exception {
    try (RunningBusway busway = RunningBusway.start(Map.of("BUSWAY_ADMIN_PORT", "0"))) {
      assertThat(busway.adminPort()).isPositive();
    }
  }

  @Test
  void checksAFileWithoutRunningIt() throws Exception {
    Path good = Files.writeString(folder.resolve("good.yaml"), "tcp: {port: 7001}");
    assertThat(output("check", good.toString())).containsExactly(good + " is valid");
    Path bad = Files.writeString(folder.resolve("bad.yaml"), "tcp:\n  port: 77777\n");
    refuses(
        Map.of(),
        2,
        "busway: tcp.port: 77777 (expected: 0 to 65535) at " + bad + ":2",
        "check",
        bad.toString());
  }

  @Test
  void refusesUnknownKeysBadValuesAndBadUsageInOneLine() throws Exception {
    refuses(
        Map.of(),
        2,
        "busway: tcp.prot: unknown key (known: accept-backlog, host, max-connections,"
            + " max-frame-bytes, port)",
        "up",
        "--set",
        "tcp.prot=1");
    refuses(
        Map.of("BUSWAY_SHUTDOWN_TIMEOUT", "soon"),
        2,
        "busway: shutdown.timeout: soon (expected: a duration, such as 500ms, 30s, 5m or 2h) at"
            + " BUSWAY_SHUTDOWN_TIMEOUT",
        "up");
    refuses(
        Map.of("BUSWAY_PROT", "1"),
        2,
        "busway: BUSWAY_PROT: names no key (known: BUSWAY_ADMIN, BUSWAY_CLASSPATH,"
            + " BUSWAY_EVENT_LOOPS, BUSWAY_METRICS, BUSWAY_PERMISSIONS, BUSWAY_SESSION,"
            + " BUSWAY_SHUTDOWN, BUSWAY_STARTUP, BUSWAY_TCP, BUSWAY_VERTICLES, BUSWAY_WEBSOCKET,"
            + " BUSWAY_WORKERS)",
        "up");
    refuses(Map.of(), 2, "busway: Unknown option: '--prot' (try: busway --help)", "up", "--prot");
    refuses(
        Map.of(),
        2,
        "busway: nope.yaml: no such file (expected: a config file)",
        "up",
        "--config",
        "nope.yaml");
    refuses(
        Map.of(),
        2,
        "busway: classpath: nope.jar (expected: a folder or a jar that exists)",
        "up",
        "--classpath",
        "nope.jar");
    Path broken = Files.writeString(folder.resolve("broken.yaml"), "tcp:\n  port: [\n");
    refuses(
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
  void saysWhichPortIsTaken() throws Exception {
    for (String section : List.of("tcp", "websocket", "admin")) {
      try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        int port = taken.getLocalPort();
        refuses(
            Map.of("BUSWAY_TCP_PORT", "0", "BUSWAY_WEBSOCKET_PORT", "0", "BUSWAY_ADMIN_PORT", "0"),
            1,
            "busway: %1$s.port: %2$d is in use (another busway? choose another with --set %1$s.port=PORT)"
                .formatted(section, port),
            "up",
            "--set",
            section + ".port=" + port);
      }
    }
  }

  @Test
  void saysThatAHostIsNotOfThisMachine() throws Exception {
    refuses(
        Map.of(),
        1,
        "busway: admin.host: 192.0.2.1 (expected: an address of this machine, or 0.0.0.0)",
        "up",
        "--set",
        "admin.host=192.0.2.1");
  }

  @Test
  void saysWhichVerticleDoesNotStart() throws Exception {
    Map<String, String> free =
        Map.of("BUSWAY_TCP_PORT", "0", "BUSWAY_WEBSOCKET_PORT", "0", "BUSWAY_ADMIN_PORT", "0");
    refuses(
        free,
        1,
        "busway: verticle Missing (acme.Missing): class not found on the class path (classpath,"
            + " --classpath)",
        "up",
        "--set",
        "verticles=[{main: acme.Missing}]");
    refuses(
        free,
        1,
        "busway: verticle greet (busway.examples.GreetVerticle): did not start:"
            + " NoStackTraceThrowable: threading: event-loop (expected: virtual-thread, for it"
            + " awaits)",
        "up",
        "--set",
        "verticles.4.threading=event-loop");
    refuses(
        free,
        1,
        "busway: verticle slow (busway.tests.Hanging): did not start within 500 ms"
            + " (startup.timeout)",
        "up",
        "--classpath",
        Path.of("target/test-classes").toAbsolutePath().toString(),
        "--set",
        "startup.timeout=500ms",
        "--set",
        "verticles=[{name: slow, main: busway.tests.Hanging}]");
  }

  @Test
  void saysWhichJavaIsNeededAndWhichThereIs() throws Exception {
    Path old = Files.createDirectories(folder.resolve("jdk-17/bin")).getParent();
    Files.writeString(old.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");
    Path java = Files.writeString(old.resolve("bin/java"), "#!/bin/sh\nexit 3\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Map<String, String> environment =
        Map.of(
            "JAVA_HOME", old.toString(),
            "PATH", old.resolve("bin") + ":/usr/bin:/bin",
            "BUSWAY_JDKS", folder.resolve("none").toString());
    refuses(
        environment,
        1,
        "busway: no Java of 21 or newer; "
            + old
            + " is Java 17; install a JDK of 25 or 21 (https://adoptium.net) and set JAVA_HOME to"
            + " it",
        "up");
  }

  @Test
  void printsItsVersionAndItsHelp() throws Exception {
    assertThat(output("--version")).containsExactly("busway 0.1.0");
    assertThat(String.join("\n", output("--help"))).contains("up", "check", "config");
    assertThat(String.join("\n", output("up", "--help"))).contains("--set", "--classpath");
  }

  private List<String> output(String... arguments) throws InterruptedException {
    try (Child child = RunningBusway.run(folder, Map.of(), arguments)) {
      assertThat(child.awaitExit(BOUND)).as(child.toString()).isZero();
      assertThat(child.stderr()).isEmpty();
      return child.stdout();
    }
  }

  private void refuses(Map<String, String> environment, int code, String line, String... arguments)
      throws InterruptedException {
    try (Child child = RunningBusway.run(folder, environment, arguments)) {
      assertThat(child.awaitExit(BOUND)).as(child.toString()).isEqualTo(code);
      assertThat(child.stderr()).containsExactly(line);
      assertThat(child.stdout()).isEmpty();
    }
  }

  private static int get(URI address) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
          .statusCode();
    }
  }
}
