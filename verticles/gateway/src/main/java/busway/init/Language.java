package busway.init;

import busway.config.ConfigException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a project can be written in, and the files that it has then. */
public enum Language {
  /** A Maven project whose jar is deployed. */
  JAVA(
      "java",
      Language.NONE,
      "mvn -f @NAME@ package",
      "pom.xml",
      "src/main/java/com/example/@CLASS@Verticle.java",
      "src/test/java/com/example/@CLASS@VerticleTest.java"),
  /** A script for the gateway's JavaScript. */
  JS(
      "js",
      Language.NONE,
      "npm --prefix @NAME@ test",
      "package.json",
      "verticle.js",
      "greeting.js",
      "verticle.test.js"),
  /** A script for the gateway's Python. */
  PYTHON(
      "python",
      Language.NONE,
      "(cd @NAME@ && python3 -m unittest)",
      "pyproject.toml",
      "verticle.py",
      "greeting.py",
      "test_verticle.py"),
  /** A Python program that the gateway runs. */
  PROCESS(
      "process",
      Language.PROGRAM,
      "(cd @NAME@ && python3 -m unittest)",
      "worker.py",
      "busway.py",
      "test_worker.py"),
  /** A Node program that the gateway runs. */
  PROCESS_NODE(
      "process",
      "node",
      "npm --prefix @NAME@ test",
      "package.json",
      "worker.mjs",
      "greeting.mjs",
      "busway.mjs",
      "worker.test.mjs"),
  /** A Go program that the gateway runs. */
  PROCESS_GO(
      "process",
      "go",
      "(cd @NAME@ && go test ./... && go build)",
      "go.mod",
      "main.go",
      "greet.go",
      "internal/busway/busway.go",
      "greet_test.go");

  /** What a process is written in unless it is said. */
  public static final String PROGRAM = "python";

  /** The program of what the gateway runs itself. */
  private static final String NONE = "";

  private static final List<String> EVERYWHERE = List.of("README.md", "busway.yaml", ".gitignore");

  private final String label;
  private final String program;
  private final String test;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> files;

  Language(String label, String program, String test, String... own) {
    this.label = label;
    this.program = program;
    this.test = test;
    this.files = List.of(own);
  }

  /**
   * The one that is called so on the command line.
   *
   * @param program what it is written in, if it is a process
   */
  public static Language of(String text, String program) {
    List<Language> called = all().filter(language -> language.label.equals(text)).toList();
    if (called.isEmpty()) {
      throw refused("--language", text, all().map(language -> language.label));
    }
    if (called.getFirst().program.equals(NONE)) {
      if (!program.equals(PROGRAM)) {
        throw new ConfigException("--program", program + " (expected: --language process with it)");
      }
      return called.getFirst();
    }
    return called.stream()
        .filter(language -> language.program.equals(program))
        .findFirst()
        .orElseThrow(
            () -> refused("--program", program, called.stream().map(language -> language.program)));
  }

  private static Stream<Language> all() {
    return Arrays.stream(values());
  }

  private static ConfigException refused(String option, String text, Stream<String> known) {
    String expected = known.distinct().collect(Collectors.joining(", "));
    return new ConfigException(option, text + " (expected: " + expected + ')');
  }

  /** The folder of its templates. */
  String folder() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Its files, each a path in the project that may have words to be filled in. */
  List<String> files() {
    return Stream.concat(EVERYWHERE.stream(), files.stream()).toList();
  }

  /** What runs the project's test, beside the project's folder. */
  String test() {
    return test;
  }
}
