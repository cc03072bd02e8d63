package busway.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A map of the user's own making, handed to the user's code as it is. */
record Free() implements Shape {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Override
  public Object read(String path, JsonNode value) {
    if (!value.isObject()) {
      throw Shape.refused(path, value, "a mapping of keys to values");
    }
    return MAPPER.convertValue(value, Object.class);
  }

  @Override
  public JsonNode show(Object value) {
    return MAPPER.valueToTree(value);
  }
}
