package busway.worker;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a task returned, as a body that the event bus carries and every client can be sent. */
final class Answer {

  private Answer() {}

  /**
   * The body to reply with. Maps and lists are copied; the rest is as the task returned it.
   *
   * @throws IllegalArgumentException if the event bus cannot carry it as JSON
   */
  static @Nullable Object body(@Nullable Object result) {
    return switch (result) {
      case null -> null;
      case Map<?, ?> map -> object(map);
      case List<?> list -> array(list);
      case JsonObject object -> object;
      case JsonArray array -> array;
      case String text -> text;
      case Boolean truth -> truth;
      case Integer number -> number;
      case Long number -> number;
      case Short number -> number;
      case Byte number -> number;
      case Float number -> finite(number);
      case Double number -> finite(number);
      case Buffer bytes -> bytes;
      case byte[] bytes -> bytes;
      default ->
          throw new IllegalArgumentException(
              "it returned what is not JSON: " + result.getClass().getName());
    };
  }

  private static Number finite(Number number) {
    if (!Double.isFinite(number.doubleValue())) {
      throw new IllegalArgumentException("it returned what is not JSON: " + number);
    }
    return number;
  }

  private static JsonObject object(Map<?, ?> map) {
    JsonObject object = new JsonObject();
    map.forEach(
        (key, value) -> {
          if (!(key instanceof String name)) {
            throw new IllegalArgumentException(
                "it returned a map with a key that is not a string: " + key);
          }
          object.put(name, member(value));
        });
    return object;
  }

  private static JsonArray array(List<?> list) {
    JsonArray array = new JsonArray();
    list.forEach(value -> array.add(member(value)));
    return array;
  }

  /** A value inside a map or list; the event bus refuses, when it copies, what is not JSON. */
  private static @Nullable Object member(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Map<?, ?> map -> object(map);
      case List<?> list -> array(list);
      default -> value;
    };
  }
}
