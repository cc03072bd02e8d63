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
      "mvn -f @NAME@ package",
      "pom.xml",
      "src/main/java/com/example/@CLASS@Verticle.java",
      "src/test/java/com/example/@CLASS@VerticleTest.java"),
  /** A script for the gateway's JavaScript. */
  JS("npm --prefix @NAME@ test", "package.json", "verticle.js", "greeting.js", "verticle.test.js"),
  /** A script for the gateway's Python. */
  PYTHON(
      "(cd @NAME@ && python3 -m unittest)",
      "pyproject.toml",
      "verticle.py",
      "greeting.py",
      "test_verticle.py"),
  /** A Python program that the gateway runs. */
  PROCESS("(cd @NAME@ && python3 -m unittest)", "worker.py", "busway.py", "test_worker.py"),
  /** A Node program that the gateway runs. */
  PROCESS_NODE(
      "npm --prefix @NAME@ test",
      "package.json",
      "worker.mjs",
      "greeting.mjs",
      "busway.mjs",
      "worker.test.mjs"),
  /** A Go program that the gateway runs. */
  PROCESS_GO(
      "(cd @NAME@ && go test ./... && go build)",
      "go.mod",
      "main.go",
      "greet.go",
      "internal/busway/busway.go",
      "greet_test.go");

  /** What a process is written in unless it is said. */
  public static final String PROGRAM = "python";

  private static final List<String> EVERYWHERE = List.of("README.md", "busway.yaml", ".gitignore");

  private final String test;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> files;

  Language(String test, String... own) {
    this.test = test;
    this.files = List.of(own);
  }

  /** The one that is called so on the command line. */
  public static Language of(String text) {
    return Arrays.stream(values())
        .filter(language -> language.label().equals(text) && !language.label().contains("-"))
        .findFirst()
        .orElseThrow(
            () -> new ConfigException("--language", text + " (expected: " + known() + ')'));
  }

  /**
   * The one that is called so on the command line.
   *
   * @param program what a process is written in
   */
  public static Language of(String text, String program) {
    Language language = of(text);
    if (program.equals(PROGRAM)) {
      return language;
    }
    if (language != PROCESS) {
      throw new ConfigException("--program", program + " (expected: --language process with it)");
    }
    return Arrays.stream(values())
        .filter(one -> one.label().equals(PROCESS.label() + '-' + program))
        .findFirst()
        .orElseThrow(
            () -> new ConfigException("--program", program + " (expected: python, node, go)"));
  }

  /** All of them, as on the command line. */
  public static String known() {
    return Arrays.stream(values())
        .map(Language::label)
        .filter(label -> !label.contains("-"))
        .collect(Collectors.joining(", "));
  }

  /** As the folder of its templates is called, and on the command line but for the program. */
  public String label() {
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
