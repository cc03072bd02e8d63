package busway.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.function.Function;

/**
 * One text, number or truth.
 *
 * @param type what it is in Java
 * @param expected what it is in words
 * @param parse from its text; throws when it does not fit
 * @param show as it is written
 */
record Scalar<T>(
    Class<T> type, String expected, Function<String, T> parse, Function<T, JsonNode> show)
    implements Shape {

  @Override
  public Object read(String path, JsonNode value) {
    if (!value.isValueNode() || value.isNull()) {
      throw Shape.refused(path, shown(value), expected);
    }
    try {
      return parse.apply(value.asText());
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw Shape.refused(path, shown(value), expected);
    }
  }

  private JsonNode shown(JsonNode value) {
    return type == Secret.class ? TextNode.valueOf("(secret)") : value;
  }

  @Override
  public JsonNode show(Object value) {
    return show.apply(type.cast(value));
  }
}
