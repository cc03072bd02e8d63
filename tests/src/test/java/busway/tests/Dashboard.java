package busway.tests;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A Grafana dashboard as its JSON file has it. */
record Dashboard(JsonObject json) {

  /** One query of a panel, its variables replaced by what Grafana would choose at first. */
  record Query(String panel, String expression) {

    /** Whether only trouble gives it samples. */
    boolean emptyWhenHealthy() {
      return expression.endsWith(" > 0");
    }
  }

  static Dashboard read(String name) throws IOException {
    Path file = RunningBusway.home().resolve("dashboards/grafana").resolve(name);
    return new Dashboard(new JsonObject(Files.readString(file)));
  }

  /** Panels that are drawn; rows are not. */
  List<JsonObject> panels() {
    return objects(json, "panels").filter(panel -> !panel.getString("type").equals("row")).toList();
  }

  List<Query> queries() {
    Stream<Query> panels =
        panels().stream()
            .flatMap(
                panel ->
                    objects(panel, "targets")
                        .map(target -> query(panel.getString("title"), target)));
    Stream<Query> annotations =
        objects(json.getJsonObject("annotations"), "list")
            .map(annotation -> query("annotation " + annotation.getString("name"), annotation));
    return Stream.concat(panels, annotations).toList();
  }

  private static Query query(String panel, JsonObject target) {
    String expression =
        target
            .getString("expr")
            .replace("$__rate_interval", "15s")
            .replace("$job", "busway")
            .replaceAll("\\$(instance|loop)", ".*");
    return new Query(panel, expression);
  }

  static Stream<JsonObject> objects(JsonObject parent, String key) {
    return parent.getJsonArray(key).stream().map(JsonObject.class::cast);
  }
}
