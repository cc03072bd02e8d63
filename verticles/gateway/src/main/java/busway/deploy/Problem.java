package busway.deploy;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;

/**
 * What is wrong at one place of a source.
 *
 * @param file the source
 * @param line from 1 on; 0 where it is not known
 * @param column from 1 on; 0 where it is not known
 * @param message one line for people
 */
public record Problem(Path file, int line, int column, String message) {

  /** {@code Echo.java:3:7}; what is not known is left out. */
  public String place() {
    String column = this.column > 0 ? ":" + this.column : "";
    return line > 0 ? file + ":" + line + column : file.toString();
  }

  /** {@code Echo.java:3:7: ';' expected}. */
  public String text() {
    return place() + ": " + message;
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
