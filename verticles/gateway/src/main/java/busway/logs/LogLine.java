package busway.logs;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Locale;
import org.slf4j.event.Level;

/**
 * One thing that a deployment said.
 *
 * @param text may have several lines, as an exception with its stack has
 */
public record LogLine(Instant time, Level level, String text) {

  static final int MAX_CHARS = 8 << 10;

  private static final String CUT = " [cut]";

  /** What a line costs beside its text. */
  private static final int OVERHEAD_BYTES = 64;

  public LogLine {
    if (text.length() > MAX_CHARS) {
      text = text.substring(0, MAX_CHARS - CUT.length()) + CUT;
    }
  }

  /** About what it takes in memory: two bytes a character at the most. */
  int bytes() {
    return 2 * text.length() + OVERHEAD_BYTES;
  }

  /** As the admin API tells it. */
  public JsonObject json() {
    return new JsonObject()
        .put("time", time.toString())
        .put("level", level.name().toLowerCase(Locale.ROOT))
        .put("text", text);
  }
}
