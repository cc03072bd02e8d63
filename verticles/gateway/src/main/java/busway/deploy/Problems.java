package busway.deploy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The place in a source that an exception tells of. */
final class Problems {

  /** How scripts begin what they say: the file, line and column. */
  private static final Pattern PLACED =
      Pattern.compile(
          "(?<file>[/\\\\].*?|[A-Za-z]:.*?):(?<line>\\d{1,9}):(?<column>\\d{1,9}): (?<text>.*)");

  private static final int MAX_CAUSES = 20;

  private Problems() {}

  /**
   * The one place that {@code failure} or a cause of it names; none if they do not.
   *
   * @param main the code, which may be a Java source that the exception passed through
   */
  static List<Problem> of(Throwable failure, String main) {
    Optional<Problem> found = Optional.empty();
    @Nullable Throwable next = failure;
    for (int i = 0; next != null && found.isEmpty() && i < MAX_CAUSES; i++) {
      found = placed(next);
      if (found.isEmpty() && main.endsWith(".java")) {
        found = inSource(next, Path.of(main));
      }
      next = next.getCause();
    }
    return found.stream().toList();
  }

  private static Optional<Problem> placed(Throwable failure) {
    String message = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    Matcher placed = PLACED.matcher(message);
    return placed.matches()
        ? Optional.of(
            new Problem(
                Path.of(placed.group("file")),
                Integer.parseInt(placed.group("line")),
                Integer.parseInt(placed.group("column")),
                placed.group("text")))
        : Optional.empty();
  }

  private static Optional<Problem> inSource(Throwable failure, Path file) {
    String name = String.valueOf(file.getFileName());
    return Arrays.stream(failure.getStackTrace())
        .filter(frame -> name.equals(frame.getFileName()) && frame.getLineNumber() > 0)
        .findFirst()
        .map(
            frame ->
                new Problem(
                    file.toAbsolutePath(),
                    frame.getLineNumber(),
                    0,
                    StartException.reason(failure)));
  }
}
