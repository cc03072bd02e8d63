package busway.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./busway init}: what it writes passes its own test and answers on a real gateway. */
class InitIT {

  private static final Duration BUILD_BOUND = Duration.ofMinutes(6);
  private static final Duration ANSWER_BOUND = Duration.ofMinutes(2);

  @TempDir Path folder;

  @Test
  void aJavaProjectIsBuiltByMavenAndDeployedWhenItsJarIsThere() throws Exception {
    Path project = init("order-mailer", "java");
    try (RunningBusway busway = up(project)) {
      Await.until(
          ANSWER_BOUND,
          "it is told",
          () ->
              busway.stdout().stream()
                  .anyMatch(line -> line.startsWith("busway: order-mailer: waits to be mended: ")));
      run(project, "mvn", "-o", "-q", "-B", "package");
      answers(busway, "order-mailer");
    }
  }

  @Test
  void aProcessIsTestedByUnittestAndAnswers() throws Exception {
    Path project = init("sums", "process");
    run(project, "python3", "-m", "unittest");
    try (RunningBusway busway = up(project)) {
      answers(busway, "sums");
      edit(project.resolve("worker.py"));
      answers(busway, "sums", "So, Ada");
    }
  }

  @Test
  void aProcessInNodeIsTestedByNodeAndAnswers() throws Exception {
    Path project = init("sums", "process", "--program", "node");
    run(project, "npm", "test");
    try (RunningBusway busway = up(project)) {
      answers(busway, "sums");
    }
  }

  @Test
  void aProcessInGoIsTestedAndBuiltByGoAndAnswers() throws Exception {
    Path project = init("order-sums", "process", "--program", "go");
    run(project, "go", "test", "./...");
    run(project, "go", "build");
    try (RunningBusway busway = up(project)) {
      answers(busway, "order-sums");
    }
  }

  @Test
  void aJavaScriptProjectIsTestedByNodeAndAnswers() throws Exception {
    Path project = init("greeter", "js");
    run(project, "npm", "test");
    try (RunningBusway busway = up(project)) {
      answers(busway, "greeter");
      edit(project.resolve("greeting.js"));
      answers(busway, "greeter", "So, Ada");
    }
  }

  @Test
  void aPythonProjectIsTestedByUnittestAndAnswers() throws Exception {
    Path project = init("greeter", "python");
    run(project, "python3", "-m", "unittest");
    try (RunningBusway busway = up(project)) {
      answers(busway, "greeter");
      edit(project.resolve("greeting.py"));
      answers(busway, "greeter", "So, Ada");
    }
  }

  @Test
  void whatIsThereIsLeftAndAnUnknownLanguageIsToldTheKnown() throws Exception {
    init("order-mailer", "java");
    Commands.refuses(
        folder,
        Map.of(),
        2,
        "busway: name: order-mailer is not empty (expected: a folder, empty or new)",
        "init",
        "order-mailer",
        "--language",
        "process");
    Commands.refuses(
        folder,
        Map.of(),
        2,
        "busway: --language: cobol (expected: java, js, python, process)",
        "init",
        "x",
        "--language",
        "cobol");
  }

  private Path init(String name, String language, String... options) throws InterruptedException {
    List<String> words = new ArrayList<>(List.of("init", name, "--language", language));
    words.addAll(List.of(options));
    assertThat(Commands.output(folder, words.toArray(String[]::new)))
        .contains(
            "wrote " + name + "/busway.yaml",
            "./busway up --config " + name + "/busway.yaml --watch");
    return folder.resolve(name);
  }

  private static RunningBusway up(Path project) throws InterruptedException {
    return RunningBusway.start("--config", project.resolve("busway.yaml").toString(), "--watch");
  }

  private static void run(Path project, String... command) throws InterruptedException {
    try (Child child = Child.start(project, Map.of(), List.of(command))) {
      assertThat(child.awaitExit(BUILD_BOUND)).as(child.toString()).isZero();
    }
  }

  /** Changes what it says, in a module that its script imports. */
  private static void edit(Path file) throws IOException {
    String text = Files.readString(file);
    String edited = text.replace("${greeting}, ${name}", "So, ${name}");
    Files.writeString(file, edited.replace("{greeting}, {name}", "So, {name}"));
  }

  private static void answers(RunningBusway busway, String address) throws Exception {
    answers(busway, address, "Hello, Ada");
  }

  private static void answers(RunningBusway busway, String address, String greeting)
      throws Exception {
    try (TcpClient client = new TcpClient(busway.tcpPort())) {
      Await.until(
          ANSWER_BOUND,
          address + " answers " + greeting + busway.stdout() + busway.stderr(),
          () -> client.answer(address, "{\"name\":\"Ada\"}").contains(greeting));
    }
  }
}
