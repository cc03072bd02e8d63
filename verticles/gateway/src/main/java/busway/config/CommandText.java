package busway.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A command line in a config file, such as {@code python3 worker.py}. */
final class CommandText {

  private static final Pattern PLAIN = Pattern.compile("[\\w./:=@%+,~-]+");

  private CommandText() {}

  /**
   * The same command, where the words that name files of {@code folder} do so from the root; a
   * program without a slash is one of the search path.
   */
  static String located(String command, Path folder) {
    List<String> words;
    try {
      words = Words.of(command);
    } catch (IllegalArgumentException e) {
      return command;
    }
    List<String> located = new ArrayList<>();
    for (String word : words) {
      boolean searched = located.isEmpty() && !word.contains("/");
      located.add(searched ? word : located(folder, word));
    }
    return located.equals(words)
        ? command
        : String.join(" ", located.stream().map(CommandText::quoted).toList());
  }

  private static String located(Path folder, String word) {
    try {
      Path file = folder.resolve(word).normalize();
      return !word.isEmpty() && Files.isRegularFile(file) ? file.toString() : word;
    } catch (InvalidPathException e) {
      return word;
    }
  }

  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
