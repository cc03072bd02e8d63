package busway.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What the admin API tells, as people read it. */
final class Shown {

  private Shown() {}

  /** {@code Echo.java:3:7: ';' expected}; a place that is not known is left out. */
  static String problem(JsonNode problem) {
    StringBuilder text = new StringBuilder(problem.path("file").asText());
    for (String part : List.of("line", "column")) {
      if (problem.path(part).asInt() > 0) {
        text.append(':').append(problem.path(part).asInt());
      }
    }
    return text.append(": ").append(problem.path("message").asText()).toString();
  }

  /** {@code echo is running: version 3, 2 instances, at hello}. */
  static String status(JsonNode status) {
    int instances = status.path("instances").asInt();
    List<String> addresses = new ArrayList<>();
    status.path("addresses").forEach(address -> addresses.add(address.asText()));
    return status.path("name").asText()
        + " is "
        + status.path("state").asText()
        + ": version "
        + status.path("version").asInt()
        + ", "
        + instances
        + (instances == 1 ? " instance" : " instances")
        + (addresses.isEmpty() ? "" : ", at " + String.join(", ", addresses));
  }

  /** The path of a deployment, and of what is below it. */
  static String path(String name, String below) {
    if (name.isEmpty()) {
      throw CommandException.misused("NAME: empty (expected: one that `busway list` shows)");
    }
    String segment = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    return "/admin/deployments/" + segment + below;
  }
}
