package busway.command;

import busway.config.ConfigLoader;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a deployment runs. What is not given is left to the gateway. */
final class VerticleOptions {

  private static final JsonMapper MAPPER = new JsonMapper();

  @Option(names = "--instances", paramLabel = "N", description = "How many run side by side.")
  private @Nullable Integer instances;

  @Option(
      names = "--threading",
      paramLabel = "KIND",
      description = "event-loop (must never block), worker (may block) or virtual-thread.")
  private @Nullable String threading;

  @Option(
      names = "--config",
      paramLabel = "FILE|JSON",
      description = "What the verticle's config() gives: a file of YAML or JSON, or JSON itself.")
  private @Nullable String config;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One key of that config, as in --set address=hello or --set limits.size=10.")
  private List<String> assignments = new ArrayList<>();

  /** The body of a request for it. */
  ObjectNode body() {
    ObjectNode body = MAPPER.createObjectNode();
    if (instances != null) {
      body.put("instances", instances);
    }
    if (threading != null) {
      body.put("threading", threading);
    }
    if (config != null || !assignments.isEmpty()) {
      ObjectNode given = config == null ? MAPPER.createObjectNode() : read(config);
      assignments.forEach(assignment -> assign(given, assignment));
      body.set("config", given);
    }
    return body;
  }

  private static ObjectNode read(String given) {
    boolean json = given.stripLeading().startsWith("{");
    try {
      return ConfigLoader.tree(
          json ? "--config" : given, json ? given : Files.readString(Path.of(given)));
    } catch (IOException e) {
      throw CommandException.misused(
          "--config: " + given + " (expected: a file that exists, or JSON)");
    }
  }

  private static void assign(ObjectNode config, String assignment) {
    int equals = assignment.indexOf('=');
    String[] keys = assignment.substring(0, Math.max(0, equals)).split("\\.", -1);
    if (List.of(keys).contains("")) {
      throw CommandException.misused("--set: " + assignment + " (expected: KEY=VALUE)");
    }
    ObjectNode at = config;
    for (int i = 0; i < keys.length - 1; i++) {
      at = at.path(keys[i]) instanceof ObjectNode below ? below : at.putObject(keys[i]);
    }
    at.set(keys[keys.length - 1], value(assignment.substring(equals + 1)));
  }

  /** JSON if it is, else the text itself. */
  private static JsonNode value(String text) {
    try {
      JsonNode value = MAPPER.readTree(text);
      return value.isMissingNode() ? TextNode.valueOf(text) : value;
    } catch (JsonProcessingException e) {
      return TextNode.valueOf(text);
    }
  }
}
