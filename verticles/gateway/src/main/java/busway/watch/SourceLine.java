package busway.watch;

import busway.deploy.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;

/**
 * The line of a source that a problem is about.
 *
 * @param text the line, with blanks for tabs
 * @param column from 1 on; 0 if it is not known
 */
record SourceLine(String text, int column) {

  private static final int MAX_CHARACTERS = 160;
  private static final int MAX_BYTES = 4 << 20;

  /** Reads it, if it is there: the file may have changed since. */
  static Optional<SourceLine> of(Problem problem) {
    if (problem.line() < 1 || !Files.isRegularFile(problem.file())) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(problem.file())) {
      byte[] head = in.readNBytes(MAX_BYTES);
      return new String(head, StandardCharsets.UTF_8)
          .lines()
          .skip(problem.line() - 1L)
          .findFirst()
          .filter(line -> !line.isBlank() && line.length() <= MAX_CHARACTERS)
          .map(line -> new SourceLine(line.replace('\t', ' '), problem.column()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The line, and below it a mark at the column. */
  String pointed(Style style) {
    String line = System.lineSeparator() + "    " + text;
    boolean known = column > 0 && column <= text.length() + 1;
    return known
        ? line + System.lineSeparator() + "    " + " ".repeat(column - 1) + style.good("^")
        : line;
  }
}
