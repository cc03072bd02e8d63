package busway.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Deployments as a table, and below it why those failed that did. */
final class DeploymentTable {

  private static final int MAX_ADDRESSES = 3;
  private static final List<String> TITLES =
      List.of(
          "NAME",
          "STATE",
          "VERSION",
          "INSTANCES",
          "THREADING",
          "MSG/S",
          "BUSY",
          "SINCE",
          "ADDRESSES",
          "MAIN");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private final Instant now;
  private final ZoneId zone;

  DeploymentTable(Instant now, ZoneId zone) {
    this.now = now;
    this.zone = zone;
  }

  List<String> lines(JsonNode deployments) {
    List<List<String>> rows = new ArrayList<>(List.of(TITLES));
    List<String> reasons = new ArrayList<>();
    for (JsonNode one : deployments) {
      rows.add(row(one));
      if (!one.path("reason").asText().isEmpty()) {
        reasons.add(one.path("name").asText() + ": " + one.path("reason").asText());
        one.path("problems").forEach(problem -> reasons.add("  " + Shown.problem(problem)));
      }
    }
    List<String> lines = new ArrayList<>(aligned(rows));
    lines.addAll(reasons);
    return lines;
  }

  private List<String> row(JsonNode one) {
    Instant since = Instant.parse(one.path("since").asText());
    return List.of(
        one.path("name").asText(),
        one.path("state").asText(),
        one.path("version").asText(),
        one.path("instances").asText(),
        one.path("threading").asText(),
        String.format(Locale.ROOT, "%.1f", one.path("messagesPerSecond").asDouble()),
        busy(one.path("handlerSeconds").asDouble(), since),
        TIME.format(since.atZone(zone)),
        addresses(one.path("addresses")),
        one.path("main").asText());
  }

  /** The share of the time since then that its handlers took, of one thread. */
  private String busy(double handlerSeconds, Instant since) {
    double seconds = Math.max(1, Duration.between(since, now).toMillis() / 1e3);
    return String.format(Locale.ROOT, "%.1f%%", 100 * handlerSeconds / seconds);
  }

  private static String addresses(JsonNode addresses) {
    List<String> first = new ArrayList<>();
    for (JsonNode address : addresses) {
      if (first.size() < MAX_ADDRESSES) {
        first.add(address.asText());
      }
    }
    int more = addresses.size() - first.size();
    return first.isEmpty() ? "-" : String.join(",", first) + (more > 0 ? ",+" + more : "");
  }

  private static List<String> aligned(List<List<String>> rows) {
    int[] widths = new int[TITLES.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return rows.stream().map(row -> aligned(row, widths)).toList();
  }

  private static String aligned(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
    }
    return line.toString().stripTrailing();
  }
}
