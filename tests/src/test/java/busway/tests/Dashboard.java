package busway.tests;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A Grafana dashboard as its JSON file has it. */
record Dashboard(String name, JsonObject json) {

  /** What stands for each variable: what Grafana would choose at first, over a short time. */
  private static final Map<String, String> VARIABLES =
      Map.of(
          "__rate_interval", "15s",
          "__range_s", "300",
          "__range", "5m",
          "job", "busway",
          "instance", ".*",
          "loop", ".*",
          "pool", ".*",
          "transport", ".*");

  /**
   * One query of a panel, its variables replaced.
   *
   * @param emptyWhenHealthy whether only trouble gives it samples
   */
  record Query(String panel, String expression, boolean emptyWhenHealthy) {

    /** A query that has samples at all times. */
    static Query of(String panel, String expression) {
      return new Query(panel, expression, false);
    }

    private static Query shown(String panel, String expression) {
      return new Query(panel, replaced(expression), quiet(expression));
    }

    private static Query marked(String annotation, String expression) {
      String recently = "last_over_time((" + replaced(expression) + ")[10m:1s])";
      return new Query("annotation " + annotation, recently, quiet(expression));
    }

    private static String replaced(String expression) {
      String text = expression;
      for (String name : VARIABLES.keySet().stream().sorted((a, b) -> b.compareTo(a)).toList()) {
        text = text.replace("$" + name, VARIABLES.get(name));
      }
      return text;
    }
  }

  /** Whether an expression is written so that it gives nothing while all is well. */
  static boolean quiet(String expression) {
    return expression.endsWith(" > 0") || expression.matches("sort_desc\\(.* > 0\\)");
  }

  /** Every dashboard that is shipped. */
  static List<Dashboard> all() throws IOException {
    Path folder = RunningBusway.home().resolve("dashboards/grafana");
    List<Dashboard> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        String text = Files.readString(file);
        found.add(new Dashboard(file.getFileName().toString(), new JsonObject(text)));
      }
    }
    return found;
  }

  /** The queries of every dashboard, each once. */
  static List<Query> allQueries() throws IOException {
    return all().stream().flatMap(dashboard -> dashboard.queries().stream()).distinct().toList();
  }

  /** Panels that are drawn; rows are not. */
  List<JsonObject> panels() {
    return objects(json, "panels").filter(panel -> !panel.getString("type").equals("row")).toList();
  }

  List<String> rows() {
    return objects(json, "panels")
        .filter(panel -> panel.getString("type").equals("row"))
        .map(row -> row.getString("title"))
        .toList();
  }

  private List<Query> queries() {
    Stream<Query> panels =
        panels().stream()
            .flatMap(
                panel ->
                    objects(panel, "targets")
                        .map(t -> Query.shown(panel.getString("title"), t.getString("expr"))));
    Stream<Query> annotations =
        objects(json.getJsonObject("annotations"), "list")
            .map(a -> Query.marked(a.getString("name"), a.getString("expr")));
    return Stream.concat(panels, annotations).toList();
  }

  static Stream<JsonObject> objects(JsonObject parent, String key) {
    JsonArray array = parent.getJsonArray(key);
    return array.stream().map(JsonObject.class::cast);
  }
}
