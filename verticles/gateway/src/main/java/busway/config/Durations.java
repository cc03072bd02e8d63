package busway.config;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h}. */
public final class Durations {

  static final String EXPECTED = "a duration, such as 500ms, 30s, 5m or 2h";

  private static final Map<String, Long> MS =
      Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L);
  private static final Pattern TEXT = Pattern.compile("(\\d{1,12}) ?(ms|s|m|h)");

  private Durations() {}

  /** Reads one; refuses any other text with {@link IllegalArgumentException}. */
  public static Duration parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(text + " (expected: " + EXPECTED + ")");
    }
    return Duration.ofMillis(
        Math.multiplyExact(
            Long.parseLong(matcher.group(1)), MS.getOrDefault(matcher.group(2), 1L)));
  }

  /** Writes one, in the largest unit that loses nothing above a millisecond. */
  public static String format(Duration duration) {
    long ms = duration.toMillis();
    for (String unit : new String[] {"h", "m", "s"}) {
      long unitMs = MS.getOrDefault(unit, 1L);
      if (ms != 0 && ms % unitMs == 0) {
        return ms / unitMs + unit;
      }
    }
    return ms + "ms";
  }
}
