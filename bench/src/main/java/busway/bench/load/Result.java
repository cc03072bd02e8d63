package busway.bench.load;

import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * What came of a run.
 *
 * @param connected how long connecting took
 * @param measured the measured part
 */
record Result(Tally tally, Stopwatch.Reading connected, Stopwatch.Reading measured) {

  private static final Map<String, Double> PERCENTILES =
      new TreeMap<>(Map.of("p50", 50.0, "p90", 90.0, "p99", 99.0, "p99.9", 99.9));

  /** A percentile in microseconds, for people. */
  static String us(Histogram latencyNs, double percentile) {
    return String.format(Locale.ROOT, "%.1f", latencyNs.getValueAtPercentile(percentile) / 1e3);
  }

  /** 0 if all that was expected came and nothing else did, or else 1. */
  int exitCode() {
    return tally.clean() ? 0 : 1;
  }

  JsonObject toJson() {
    JsonObject errors = new JsonObject();
    tally.errors().forEach(errors::put);
    return new JsonObject()
        .put("ok", tally.clean())
        .put("connections", connected.messages())
        .put("connectSeconds", connected.seconds())
        .put("seconds", measured.seconds())
        .put("messages", measured.messages())
        .put("perSecond", measured.perSecond())
        .put("driverCpu", measured.driverCpu())
        .put("latencyUs", latencyUs())
        .put("expected", tally.expected())
        .put("received", tally.received())
        .put("lost", tally.lost())
        .put("errors", errors);
  }

  private JsonObject latencyUs() {
    Histogram latencyNs = tally.latencyNs();
    JsonObject us = new JsonObject().put("count", latencyNs.getTotalCount());
    if (latencyNs.getTotalCount() > 0) {
      us.put("mean", latencyNs.getMean() / 1e3);
      PERCENTILES.forEach((name, of) -> us.put(name, latencyNs.getValueAtPercentile(of) / 1e3));
      us.put("max", latencyNs.getMaxValue() / 1e3);
    }
    return us;
  }

  /** The table for people. */
  String toTable() {
    StringBuilder table = new StringBuilder();
    row(table, "connections", "%,d in %.2f s", connected.messages(), connected.seconds());
    row(table, "measured", "%.2f s", measured.seconds());
    row(table, "messages", "%,d (%,.0f/s)", measured.messages(), measured.perSecond());
    row(table, "driver", "%.0f %% of a processor", measured.driverCpu() * 100);
    latencyUs().forEach(one -> latency(table, one.getKey(), (Number) one.getValue()));
    row(table, "expected", "%,d from the first to the last", tally.expected());
    row(table, "received", "%,d", tally.received());
    row(table, "lost", "%,d", tally.lost());
    tally.errors().forEach((kind, count) -> row(table, "error", "%,d x %s", count, kind));
    tally.firsts().forEach((kind, frame) -> row(table, "first", "%s", frame));
    return table.toString();
  }

  private static void latency(StringBuilder table, String name, Number value) {
    if (!name.equals("count")) {
      row(table, "latency " + name, "%,.1f us", value.doubleValue());
    }
  }

  private static void row(StringBuilder table, String name, String form, Object... values) {
    table.append(String.format(Locale.ROOT, "%-14s ", name));
    table.append(String.format(Locale.ROOT, form, values)).append('\n');
  }
}
