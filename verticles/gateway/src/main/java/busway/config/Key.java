package busway.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One key of a {@link Section}. Its default is the component of the record's constant {@code
 * DEFAULTS}; or the constant {@code DEFAULT_} and its name; or, of a list or map, the empty one. A
 * key that has none of these, and may not be null, is required.
 */
record Key(String name, Shape shape, RecordComponent component, @Nullable Object fallback) {

  static Key of(Class<?> record, RecordComponent component) {
    String name = Names.lowerDash(component.getName());
    Shape shape = Shape.of(component.getName(), component.getGenericType());
    return new Key(name, shape, component, fallback(record, component, name));
  }

  private static @Nullable Object fallback(
      Class<?> record, RecordComponent component, String name) {
    Object defaults = constant(record, "DEFAULTS");
    if (record.isInstance(defaults)) {
      return valueOf(component, defaults);
    }
    Object constant =
        constant(record, "DEFAULT_" + name.toUpperCase(Locale.ROOT).replace('-', '_'));
    if (constant != null) {
      return constant;
    }
    return component.getType() == List.class
        ? List.of()
        : component.getType() == Map.class ? Map.of() : null;
  }

  private static @Nullable Object constant(Class<?> record, String name) {
    try {
      Field field = record.getField(name);
      return field.get(null);
    } catch (NoSuchFieldException e) {
      return null;
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The value of this key in {@code section}. */
  @Nullable Object read(String section, JsonNode value) {
    if (!value.isMissingNode() && !value.isNull()) {
      return shape.read(Shape.below(section, name), value);
    }
    if (fallback == null && !optional()) {
      throw new ConfigException(Shape.below(section, name), "is missing (expected: a value)");
    }
    return fallback;
  }

  /** The value of this key in a record. */
  @Nullable Object of(Object record) {
    return valueOf(component, record);
  }

  private static @Nullable Object valueOf(RecordComponent component, Object record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean mayBeFile() {
    return component.isAnnotationPresent(MayBeFile.class);
  }

  private boolean optional() {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }
}
