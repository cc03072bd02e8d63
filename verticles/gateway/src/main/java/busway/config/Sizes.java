package busway.config;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as people write them: {@code 512}, {@code 64KiB}, {@code 1MiB}, {@code 2GiB}. */
public final class Sizes {

  static final String EXPECTED = "a size, such as 512, 64KiB or 1MiB, below 2GiB";

  private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB");
  private static final Pattern TEXT = Pattern.compile("(\\d{1,18}) ?(B|KiB|MiB|GiB)?");

  private Sizes() {}

  /** Bytes; refuses any other text with {@link IllegalArgumentException}. */
  public static long parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(text + " (expected: " + EXPECTED + ")");
    }
    int unit = matcher.group(2) == null ? 0 : UNITS.indexOf(matcher.group(2));
    return Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << (10 * unit));
  }

  /** In the largest unit that loses nothing. */
  public static String format(long bytes) {
    for (int unit = UNITS.size() - 1; unit > 0; unit--) {
      long unitBytes = 1L << (10 * unit);
      if (bytes != 0 && bytes % unitBytes == 0) {
        return bytes / unitBytes + UNITS.get(unit);
      }
    }
    return Long.toString(bytes);
  }
}
