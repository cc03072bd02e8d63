package busway.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A record: a fixed set of keys. A key that is left out, or has no value, has its default. */
final class Section implements Shape {

  /** {@code size:1} and {@code size=1}, which YAML takes for a key without a value. */
  private static final Pattern GLUED = Pattern.compile("([a-z-]+) *[:=] *(.+)");

  private final Constructor<?> constructor;
  private final Map<String, Key> keys;

  private Section(Constructor<?> constructor, Map<String, Key> keys) {
    this.constructor = constructor;
    this.keys = keys;
  }

  static Section of(Class<?> record) {
    RecordComponent[] components = record.getRecordComponents();
    Map<String, Key> keys = new LinkedHashMap<>();
    for (RecordComponent component : components) {
      Key key = Key.of(record, component);
      keys.put(key.name(), key);
    }
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return new Section(record.getDeclaredConstructor(types), keys);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The keys by name, in the order of the record. */
  Map<String, Key> keys() {
    return keys;
  }

  @Override
  public Object read(String path, JsonNode value) {
    if (!value.isObject()) {
      throw Shape.refused(path, value, "the keys " + known());
    }
    refuseUnknown(path, value);
    @Nullable Object[] arguments =
        keys.values().stream()
            .map(key -> key.read(path, value.path(key.name())))
            .toArray(Object[]::new);
    return make(path, arguments);
  }

  /** The refusal of a key that is none of these. */
  ConfigException unknown(String path, String name) {
    Matcher glued = GLUED.matcher(name);
    String problem =
        glued.matches() && keys.containsKey(glued.group(1))
            ? "unknown key (expected: " + glued.group(1) + ": " + glued.group(2) + ", with a space)"
            : "unknown key (known: " + known() + ")";
    return new ConfigException(Shape.below(path, name), problem);
  }

  private void refuseUnknown(String path, JsonNode value) {
    for (Iterator<String> names = value.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!keys.containsKey(name)) {
        throw unknown(path, name);
      }
    }
  }

  private String known() {
    return keys.isEmpty() ? "none" : String.join(", ", new TreeSet<>(keys.keySet()));
  }

  private Object make(String path, @Nullable Object[] arguments) {
    try {
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refusal) {
        String[] parts = String.valueOf(refusal.getMessage()).split(": ", 2);
        throw new ConfigException(Shape.below(path, parts[0]), parts[parts.length - 1]);
      }
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public JsonNode show(Object value) {
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    for (Key key : keys.values()) {
      Object part = key.of(value);
      JsonNode told = part == null ? MissingNode.getInstance() : key.shape().show(part);
      if (!told.isMissingNode()) {
        shown.set(key.name(), told);
      }
    }
    return shown;
  }
}
