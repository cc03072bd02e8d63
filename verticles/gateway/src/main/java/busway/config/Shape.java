package busway.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;

/** What one value of the config may be: how it is read, and how it is shown to people. */
sealed interface Shape permits Section, Names, Items, Scalar, Free {

  /** The value at {@code path}; refuses what does not fit. */
  Object read(String path, JsonNode value);

  /** The value as a person would write it. */
  JsonNode show(Object value);

  /** The shape of a record's component. */
  static Shape of(String component, Type type) {
    if (type instanceof ParameterizedType generic) {
      Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
      if (generic.getRawType() == List.class) {
        return new Items(of(component, last));
      }
      if (generic.getRawType() == Map.class) {
        return last == Object.class ? new Free() : new Names(of(component, last));
      }
    }
    if (type instanceof Class<?> plain) {
      boolean section = plain.isRecord() && plain != Secret.class;
      return section ? Section.of(plain) : Scalars.of(component, plain);
    }
    throw new IllegalArgumentException(component + ": " + type + " cannot be configured");
  }

  /** {@code key} below {@code path}. */
  static String below(String path, String key) {
    return path.isEmpty() ? key : path + '.' + key;
  }

  /** The refusal of a value that has another shape. */
  static ConfigException refused(String path, JsonNode value, String expected) {
    String text = (value.isValueNode() ? value.asText() : value.toString()).replace('\n', ' ');
    String shortened = text.length() > 60 ? text.substring(0, 57) + "..." : text;
    String shown = text.isBlank() ? '"' + text + '"' : shortened;
    return new ConfigException(path, shown + " (expected: " + expected + ")");
  }
}
