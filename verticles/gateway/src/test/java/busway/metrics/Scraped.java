package busway.metrics;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** One scrape in Prometheus' text, as a test reads it. */
record Scraped(String text, TreeMap<String, Double> values) {

  static Scraped of(GatewayMetrics metrics) {
    String text = metrics.scrape(ExpositionFormat.PROMETHEUS);
    TreeMap<String, Double> values = new TreeMap<>();
    text.lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(
            line -> {
              int space = line.lastIndexOf(' ');
              values.put(line.substring(0, space), number(line.substring(space + 1)));
            });
    return new Scraped(text, values);
  }

  private static double number(String text) {
    return text.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
  }

  /** The value of a series, its labels in alphabetical order. */
  double value(String series) {
    return requireNonNull(values.get(series), series);
  }

  List<String> series(String name) {
    return values.keySet().stream().filter(series -> series.startsWith(name + "{")).toList();
  }

  /** Names of families, as their {@code TYPE} lines have them. */
  Set<String> families() {
    Set<String> names = new TreeSet<>();
    text.lines()
        .filter(line -> line.startsWith("# TYPE "))
        .forEach(line -> names.add(line.split(" ")[2]));
    return names;
  }
}
