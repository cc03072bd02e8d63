package busway.config;

import java.time.Duration;

/** Bounds of config values. A refusal names the key, the value and what was expected. */
public final class Check {

  private Check() {}

  /** Refuses a value outside {@code least} to {@code most}, both included. */
  public static void between(String key, long value, long least, long most) {
    if (value < least || value > most) {
      throw refused(key, value, least + " to " + most);
    }
  }

  /** Refuses a value below {@code least}. */
  public static void atLeast(String key, long value, long least) {
    if (value < least) {
      throw refused(key, value, ">= " + least);
    }
  }

  /** Refuses a duration below {@code leastMs} milliseconds. */
  public static void atLeast(String key, Duration value, long leastMs) {
    if (value.toMillis() < leastMs) {
      throw refused(key, value.toMillis() + "ms", ">= " + leastMs + "ms");
    }
  }

  /** Refuses an empty or blank text. */
  public static void notBlank(String key, String value) {
    if (value.isBlank()) {
      throw refused(key, '"' + value + '"', "at least one character");
    }
  }

  /** The refusal itself, for checks that are not here. */
  public static IllegalArgumentException refused(String key, Object value, String expected) {
    return new IllegalArgumentException(key + ": " + value + " (expected: " + expected + ")");
  }
}
