package busway.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A map whose keys are names of the user's own. */
record Names(Shape each) implements Shape {

  @Override
  public Object read(String path, JsonNode value) {
    if (!value.isObject()) {
      throw Shape.refused(path, value, "names, each with its keys");
    }
    Map<String, Object> named = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      String below = Shape.below(path, entry.getKey());
      JsonNode given = entry.getValue();
      named.put(
          entry.getKey(),
          each.read(below, given.isNull() ? JsonNodeFactory.instance.objectNode() : given));
    }
    return Collections.unmodifiableMap(named);
  }

  @Override
  public JsonNode show(Object value) {
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    ((Map<?, ?>) value).forEach((name, one) -> shown.set((String) name, each.show(one)));
    return shown;
  }

  /** {@code maxFrameBytes} and {@code MAX_FRAME_BYTES} as {@code max-frame-bytes}. */
  static String lowerDash(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").replace('_', '-').toLowerCase(Locale.ROOT);
  }
}
