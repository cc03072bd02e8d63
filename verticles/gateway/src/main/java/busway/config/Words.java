package busway.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The words of a command line as a shell splits them: at blanks, but for quotes and backslashes.
 * Nothing else of a shell.
 */
public final class Words {

  /** What the {@code main} of a verticle begins with that is a command line. */
  public static final String PROCESS = "process:";

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private final String text;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private int at;

  private Words(String text) {
    this.text = text;
  }

  /**
   * Splits.
   *
   * @throws IllegalArgumentException if a quote does not end
   */
  public static List<String> of(String text) {
    return new Words(text).split();
  }

  /**
   * A command line whose words that name files in a folder name them from the root; the text itself
   * where there are none.
   */
  public static String located(String text, Path folder) {
    try {
      List<String> words = of(text);
      List<String> located = words.stream().map(word -> fileOr(word, folder)).toList();
      return located.equals(words) ? text : text(located);
    } catch (IllegalArgumentException e) {
      return text; // whoever runs it says what is wrong
    }
  }

  private static String fileOr(String word, Path folder) {
    Path file = file(word, folder);
    return file == null ? word : file.toString();
  }

  /** The file in a folder that a word names; null if there is none. */
  public static @Nullable Path file(String word, Path folder) {
    try {
      Path file = folder.resolve(word).normalize();
      return !word.isEmpty() && Files.isRegularFile(file) ? file : null;
    } catch (InvalidPathException e) {
      return null;
    }
  }

  /** A command line of these words. */
  static String text(List<String> words) {
    return words.stream().map(Words::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  private List<String> split() {
    while (at < text.length()) {
      char c = text.charAt(at++);
      switch (c) {
        case ' ', '\t', '\n', '\r' -> end();
        case '\'' -> single();
        case '"' -> quoted();
        case '\\' -> escaped();
        default -> put(c);
      }
    }
    end();
    return List.copyOf(words);
  }

  private void put(char c) {
    inWord = true;
    word.append(c);
  }

  private void end() {
    if (inWord) {
      words.add(word.toString());
      word.setLength(0);
      inWord = false;
    }
  }

  private void single() {
    inWord = true;
    int close = text.indexOf('\'', at);
    if (close < 0) {
      throw unended('\'');
    }
    word.append(text, at, close);
    at = close + 1;
  }

  /** Where a backslash stands for itself unless a quote or another one follows. */
  private void quoted() {
    inWord = true;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return;
      }
      boolean escapes = c == '\\' && at < text.length() && "\"\\".indexOf(text.charAt(at)) >= 0;
      word.append(escapes ? text.charAt(at++) : c);
    }
    throw unended('"');
  }

  private void escaped() {
    if (at == text.length()) {
      throw new IllegalArgumentException(
          text + " (expected: a character behind the last backslash)");
    }
    put(text.charAt(at++));
  }

  private IllegalArgumentException unended(char quote) {
    return new IllegalArgumentException(text + " (expected: another " + quote + ")");
  }
}
