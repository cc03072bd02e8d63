package busway.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;

/** Values put into a tree where the keys of a {@link KeyFinder} lead. */
final class Places {

  private Places() {}

  /** Puts a value where {@code keys} lead to, making what is missing on the way. */
  static void put(Shape shape, ObjectNode tree, List<String> keys, String text) {
    String name = keys.get(0);
    Shape below = below(shape, name);
    if (keys.size() == 1) {
      tree.set(name, value(below, name, text));
    } else if (below instanceof Items items) {
      JsonNode list = tree.path(name);
      put(items, list.isArray() ? (ArrayNode) list : tree.putArray(name), rest(keys), text);
    } else {
      JsonNode child = tree.path(name);
      put(below, child.isObject() ? (ObjectNode) child : tree.putObject(name), rest(keys), text);
    }
  }

  private static void put(Items items, ArrayNode list, List<String> keys, String text) {
    int i = index(keys.get(0), list);
    if (i == list.size()) {
      list.add(JsonNodeFactory.instance.objectNode());
    }
    if (keys.size() == 1) {
      list.set(i, value(items.each(), keys.get(0), text));
    } else {
      JsonNode item = list.path(i);
      ObjectNode made = JsonNodeFactory.instance.objectNode();
      list.set(i, item.isObject() ? item : made);
      put(items.each(), (ObjectNode) list.path(i), rest(keys), text);
    }
  }

  private static int index(String key, ArrayNode list) {
    int i = key.matches("\\d{1,6}") ? Integer.parseInt(key) : -1;
    if (i < 0 || i > list.size()) {
      throw new ConfigException(key, "no such item (expected: 0 to " + list.size() + ")");
    }
    return i;
  }

  private static List<String> rest(List<String> keys) {
    return keys.subList(1, keys.size());
  }

  private static Shape below(Shape shape, String name) {
    return switch (shape) {
      case Section section -> {
        Key key = section.keys().get(name);
        if (key == null) {
          throw section.unknown("", name);
        }
        yield key.shape();
      }
      case Names names -> names.each();
      case Items items -> items.each();
      case Scalar<?> scalar -> scalar;
      case Free free -> free;
    };
  }

  private static JsonNode value(Shape shape, String name, String text) {
    if (shape instanceof Scalar) {
      return TextNode.valueOf(text);
    }
    JsonNode parsed = Yaml.parse(name, text);
    return parsed.isMissingNode() ? NullNode.getInstance() : parsed;
  }
}
