package busway.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The scripts below {@code clients/}, in a folder of the build with the packages they need.
 * Packages are installed where they are missing, by the ordinary npm and pip.
 */
final class ClientScripts {

  private static final Duration INSTALL_BOUND = Duration.ofMinutes(10);
  private static final Duration RUN_BOUND = Duration.ofMinutes(3);

  private final Path folder;
  private final String interpreter;
  private final Map<String, String> environment;

  private ClientScripts(Path folder, String interpreter, Map<String, String> environment) {
    this.folder = folder;
    this.interpreter = interpreter;
    this.environment = environment;
  }

  /** The JavaScript clients. */
  static ClientScripts js() throws IOException, InterruptedException {
    Path folder = copy("js");
    install(
        folder,
        "package.json",
        List.of("npm", "install", "--no-package-lock", "--ignore-scripts", "--no-audit"));
    return new ClientScripts(folder, "node", Map.of());
  }

  /**
   * The Python clients.
   *
   * @param requirements the file that names their packages; each such file gets a folder of its own
   */
  static ClientScripts python(String requirements) throws IOException, InterruptedException {
    Path folder = copy("python");
    String packages = requirements.replace(".txt", "");
    install(
        folder,
        requirements,
        List.of("python3", "-m", "pip", "install", "-q", "--target", packages, "-r", requirements));
    return new ClientScripts(
        folder, "python3", Map.of("PYTHONPATH", folder.resolve(packages).toString()));
  }

  /** The file of an installed package. */
  Path file(String path) {
    return folder.resolve(path);
  }

  /** Runs a script to its end and returns what it printed. */
  List<String> run(String script, Object... arguments) throws InterruptedException {
    List<String> command =
        Stream.concat(Stream.of(interpreter, script), Stream.of(arguments).map(Object::toString))
            .toList();
    try (Child child = Child.start(folder, environment, command)) {
      int code = child.awaitExit(RUN_BOUND);
      if (code != 0) {
        throw new AssertionError(String.join(" ", command) + ": exit code " + code + child);
      }
      return child.stdout();
    }
  }

  private static Path copy(String language) throws IOException {
    Path from = RunningBusway.home().resolve("clients").resolve(language);
    Path to = RunningBusway.home().resolve("tests/target/clients").resolve(language);
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return to;
  }

  /** Installs what {@code list} names unless that was done for the same list before. */
  private static void install(Path folder, String list, List<String> command)
      throws IOException, InterruptedException {
    String wanted = Files.readString(folder.resolve(list));
    Path installed = folder.resolve(list + ".installed");
    if (Files.exists(installed) && Files.readString(installed).equals(wanted)) {
      return;
    }
    try (Child child = Child.start(folder, Map.of(), command)) {
      if (child.awaitExit(INSTALL_BOUND) != 0) {
        throw new AssertionError(String.join(" ", command) + " in " + folder + child);
      }
    }
    Files.writeString(installed, wanted);
  }
}
