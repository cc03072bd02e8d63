package busway.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that finds a Java and becomes it. */
class LauncherIT {

  private static final Duration BOUND = Duration.ofMinutes(2);

  @TempDir Path folder;

  @Test
  void saysWhereItIsAndStopsWhenAsked() throws Exception {
    try (RunningBusway busway = RunningBusway.start()) {
      assertThat(busway.stdout()).containsExactly(busway.readyLine());
      assertThat(get(busway.page())).isEqualTo(200);
      assertThat(get(busway.admin().resolve("ready"))).isEqualTo(200);
      assertThat(busway.tcpPort()).isPositive();
      assertThat(busway.stop()).isZero();
      assertThat(busway.complaints()).isEmpty();
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
    Files.delete(link);
  }

  @Test
  void saysWhichJavaIsNeededAndWhichThereIs() throws Exception {
    Path old = Files.createDirectories(folder.resolve("jdk-17/bin")).getParent();
    Files.writeString(old.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");
    script(old.resolve("bin/java"), "exit 3");
    Map<String, String> environment =
        Map.of(
            "JAVA_HOME", old.toString(),
            "PATH", old.resolve("bin") + ":/usr/bin:/bin",
            "BUSWAY_JDKS", folder.resolve("none").toString());
    Commands.refuses(
        folder,
        environment,
        1,
        "busway: no Java of 21 or newer; "
            + old
            + " is Java 17; install a JDK of 25 or 21 (https://adoptium.net) and set JAVA_HOME to"
            + " it",
        "up");
  }

  @Test
  void runsAnInstallationWithoutSources() throws Exception {
    Path target = RunningBusway.home().resolve("verticles/gateway/target");
    copy(RunningBusway.home().resolve("conf"), folder.resolve("conf"));
    copy(target.resolve("lib"), folder.resolve("lib"));
    Files.copy(target.resolve("busway-gateway.jar"), folder.resolve("lib/busway-gateway.jar"));
    copyLauncher();
    List<String> command = List.of(folder.resolve("busway").toString(), "config");
    try (Child child = Child.start(folder, Map.of(), command)) {
      assertThat(child.awaitExit(BOUND)).as(child.toString()).isZero();
      assertThat(child.stdout()).contains("  port: 7000");
      assertThat(child.complaints()).isEmpty();
    }
  }

  @Test
  void saysThatMavenIsNeededForTheFirstStart() throws Exception {
    copyLauncher();
    Path tools = Files.createDirectory(folder.resolve("tools"));
    for (String tool : List.of("bash", "dirname", "readlink", "sed", "find")) {
      script(tools.resolve(tool), "exec /usr/bin/" + tool + " \"$@\"");
    }
    Map<String, String> environment =
        Map.of("PATH", tools.toString(), "JAVA_HOME", System.getProperty("java.home"));
    List<String> command = List.of(folder.resolve("busway").toString(), "up");
    try (Child child = Child.start(folder, environment, command)) {
      assertThat(child.awaitExit(BOUND)).isEqualTo(1);
      assertThat(child.complaints())
          .containsExactly(
              "busway: Maven is needed for the first start: install Maven 3.8.7 or newer (apt"
                  + " install maven, brew install maven)");
    }
  }

  private void copyLauncher() throws IOException {
    Files.copy(
        RunningBusway.home().resolve("busway"),
        folder.resolve("busway"),
        StandardCopyOption.COPY_ATTRIBUTES);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectory(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private static void script(Path path, String command) throws IOException {
    Files.writeString(path, "#!/bin/sh\n" + command + "\n");
    assertThat(path.toFile().setExecutable(true)).isTrue();
  }

  private static int get(URI address) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
          .statusCode();
    }
  }
}
