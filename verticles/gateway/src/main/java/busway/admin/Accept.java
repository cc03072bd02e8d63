package busway.admin;

import busway.metrics.ExpositionFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a scraper says that it reads, in its {@code Accept} and {@code Accept-Encoding} headers. */
final class Accept {

  private Accept() {}

  /** OpenMetrics for those who prefer it to plain text, Prometheus' own text for all others. */
  static ExpositionFormat format(@Nullable String accept) {
    double openMetrics = quality(accept, List.of("application/openmetrics-text"));
    double text = quality(accept, List.of("text/plain", "text/*", "*/*"));
    return openMetrics > 0 && openMetrics >= text
        ? ExpositionFormat.OPEN_METRICS
        : ExpositionFormat.PROMETHEUS;
  }

  static boolean gzip(@Nullable String acceptEncoding) {
    return quality(acceptEncoding, List.of("gzip")) > 0;
  }

  /** The weight of the best range among {@code names}; zero if none is there. */
  private static double quality(@Nullable String header, List<String> names) {
    double best = 0;
    for (String range : header == null ? new String[0] : header.split(",")) {
      String[] parts = range.toLowerCase(Locale.ROOT).split(";");
      if (names.contains(parts[0].strip())) {
        best = Math.max(best, weight(parts));
      }
    }
    return best;
  }

  private static double weight(String[] parts) {
    for (String part : parts) {
      if (part.strip().startsWith("q=")) {
        try {
          return Double.parseDouble(part.strip().substring(2));
        } catch (NumberFormatException malformed) {
          return 0;
        }
      }
    }
    return 1;
  }
}
