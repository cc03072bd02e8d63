package busway.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;

/** Values put into a tree where the keys of a {@link KeyFinder} lead. */
final class Places {

  private Places() {}

  /**
   * Puts a value where {@code keys} lead to, making what is missing on the way.
   *
   * @return the value
   */
  static JsonNode put(Shape shape, ObjectNode tree, List<String> keys, String text) {
    String name = keys.get(0);
    Shape below = below(shape, name);
    if (keys.size() == 1) {
      JsonNode value = value(below, name, text);
      merge(below, tree, name, value);
      return value;
    }
    if (below instanceof Items items) {
      JsonNode list = tree.path(name);
      return put(items, list.isArray() ? (ArrayNode) list : tree.putArray(name), rest(keys), text);
    }
    JsonNode child = tree.path(name);
    return put(
        below, child.isObject() ? (ObjectNode) child : tree.putObject(name), rest(keys), text);
  }

  /** Sections and named entries take what they are given key by key, all else is replaced. */
  private static void merge(Shape shape, ObjectNode tree, String name, JsonNode value) {
    boolean merged = shape instanceof Section || shape instanceof Names;
    if (merged && value.isObject() && tree.path(name) instanceof ObjectNode given) {
      for (Map.Entry<String, JsonNode> entry : value.properties()) {
        merge(at(shape, entry.getKey()), given, entry.getKey(), entry.getValue());
      }
    } else {
      tree.set(name, value);
    }
  }

  /** The shape of a key; whether there is such a key is seen when the config is read. */
  private static Shape at(Shape shape, String name) {
    return switch (shape) {
      case Section section -> {
        Key key = section.keys().get(name);
        yield key == null ? shape : key.shape();
      }
      case Names names -> names.each();
      case Items items -> items;
      case Scalar<?> scalar -> scalar;
      case Free free -> free;
    };
  }

  private static JsonNode put(Items items, ArrayNode list, List<String> keys, String text) {
    int i = index(keys.get(0), list);
    if (i == list.size()) {
      list.add(JsonNodeFactory.instance.objectNode());
    }
    if (keys.size() == 1) {
      JsonNode value = value(items.each(), keys.get(0), text);
      list.set(i, value);
      return value;
    }
    JsonNode item = list.path(i);
    ObjectNode made = JsonNodeFactory.instance.objectNode();
    list.set(i, item.isObject() ? item : made);
    return put(items.each(), (ObjectNode) list.path(i), rest(keys), text);
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
