package busway.command;

import busway.config.Words;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the code of a deployment is, as a person writes it. */
final class Code {

  private static final Pattern JAR = Pattern.compile("(.+\\.jar)(!.+)?");
  private static final Pattern SOURCE = Pattern.compile(".+\\.(java|js|mjs|cjs|py|groovy|kts|rb)");
  private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9-]+:.+");

  private Code() {}

  /**
   * The {@code main} that is meant: a path is made absolute, and so are the words of a {@code
   * process:} that name files; the name of a class, and what has another scheme, is taken as it is.
   */
  static String main(String given, Path folder) {
    if (given.startsWith(Words.PROCESS)) {
      return Words.PROCESS
          + Words.located(given.substring(Words.PROCESS.length()), folder.toAbsolutePath());
    }
    if (SCHEME.matcher(given).matches()) {
      return given;
    }
    Matcher jar = JAR.matcher(given);
    if (jar.matches()) {
      return absolute(jar.group(1), folder) + (jar.group(2) == null ? "" : jar.group(2));
    }
    boolean path = SOURCE.matcher(given).matches() || given.contains("/");
    return path || Files.exists(folder.resolve(given)) ? absolute(given, folder) : given;
  }

  private static String absolute(String path, Path folder) {
    Path absolute = folder.resolve(path).toAbsolutePath().normalize();
    if (!Files.exists(absolute)) {
      throw CommandException.misused(path + ": no such file");
    }
    return absolute.toString();
  }
}
