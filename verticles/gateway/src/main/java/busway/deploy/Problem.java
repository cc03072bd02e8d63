package busway.deploy;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is wrong at one place of a source.
 *
 * @param file the source
 * @param line from 1 on; 0 where it is not known
 * @param column from 1 on; 0 where it is not known
 * @param message one line for people
 */
public record Problem(Path file, int line, int column, String message) {

  private static final Pattern PLACE =
      Pattern.compile("(?:\\w+: )?(?<file>[^:]+):(?<line>\\d+):(?<column>\\d+): (?<message>.*)");

  /** The problem that a line {@code FILE:LINE:COLUMN: TEXT} tells of, if it is such a line. */
  static List<Problem> in(String text) {
    Matcher place = PLACE.matcher(text);
    return place.matches()
        ? List.of(
            new Problem(
                Path.of(place.group("file")),
                Integer.parseInt(place.group("line")),
                Integer.parseInt(place.group("column")),
                place.group("message")))
        : List.of();
  }

  /** As the admin API tells it. */
  public JsonObject json() {
    return new JsonObject()
        .put("file", file.toString())
        .put("line", line)
        .put("column", column)
        .put("message", message);
  }
}
