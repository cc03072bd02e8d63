package busway.bench.load;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations as people write them: {@code 500ms}, {@code 10s}, {@code 5m}; an hour at most. */
final class Durations implements ITypeConverter<Duration> {

  private static final Pattern FORM = Pattern.compile("(\\d{1,7})(ms|s|m)");
  private static final Duration MOST = Duration.ofHours(1);

  @Override
  public Duration convert(String text) {
    Matcher form = FORM.matcher(text);
    if (form.matches()) {
      Duration duration = of(Long.parseLong(form.group(1)), form.group(2));
      if (duration.compareTo(MOST) <= 0) {
        return duration;
      }
    }
    throw new TypeConversionException(text + " (expected: 0ms to 60m, such as 500ms, 10s or 5m)");
  }

  private static Duration of(long amount, String unit) {
    return switch (unit) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      default -> Duration.ofMinutes(amount);
    };
  }
}
