package busway.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;

/** A list. */
record Items(Shape each) implements Shape {

  @Override
  public Object read(String path, JsonNode value) {
    if (!value.isArray()) {
      throw Shape.refused(path, value, "a list");
    }
    List<Object> items = new ArrayList<>();
    for (JsonNode item : value) {
      items.add(each.read(Shape.below(path, Integer.toString(items.size())), item));
    }
    return List.copyOf(items);
  }

  @Override
  public JsonNode show(Object value) {
    ArrayNode shown = JsonNodeFactory.instance.arrayNode();
    ((List<?>) value).forEach(item -> shown.add(each.show(item)));
    return shown;
  }
}
