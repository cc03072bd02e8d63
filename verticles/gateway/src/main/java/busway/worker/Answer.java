package busway.worker;

import busway.bus.Bodies;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a task returned, as a body that the event bus carries and every client can be sent. It is
 * looked at to the last leaf, because the event bus drops a reply that it cannot copy; a body that
 * came from a client and was not touched is not, so that its bytes may travel on.
 */
final class Answer {

  private Answer() {}

  /**
   * The body to reply with: what the task returned, not a copy.
   *
   * @throws IllegalArgumentException if the event bus cannot carry it as JSON
   */
  static @Nullable Object body(@Nullable Object result) {
    if (Bodies.untouched(result) == null) {
      check(result);
    }
    return switch (result) {
      case null -> null;
      case Map<?, ?> map -> object(map);
      case List<?> list -> new JsonArray(list);
      case JsonObject object -> object;
      case JsonArray array -> array;
      case String text -> text;
      case Boolean truth -> truth;
      case Integer number -> number;
      case Long number -> number;
      case Short number -> number;
      case Byte number -> number;
      case Float number -> number;
      case Double number -> number;
      case BigInteger number -> number;
      case BigDecimal number -> number;
      case Buffer bytes -> bytes;
      case byte[] bytes -> bytes;
      default -> throw unsendable(result.getClass().getName());
    };
  }

  @SuppressWarnings("unchecked") // the keys were checked
  private static JsonObject object(Map<?, ?> map) {
    return new JsonObject((Map<String, Object>) map);
  }

  private static void check(@Nullable Object value) {
    switch (value) {
      case null -> {}
      case JsonObject object -> check(object.getMap());
      case JsonArray array -> check(array.getList());
      case Map<?, ?> map -> map.forEach(Answer::check);
      case List<?> list -> list.forEach(Answer::check);
      case Number number -> check(number);
      default -> {
        if (!isLeaf(value)) {
          throw unsendable(value.getClass().getName());
        }
      }
    }
  }

  private static void check(@Nullable Object key, @Nullable Object value) {
    if (!(key instanceof String)) {
      throw unsendable("a map with the key " + key);
    }
    check(value);
  }

  private static void check(Number number) {
    if ((number instanceof Double || number instanceof Float)
        && !Double.isFinite(number.doubleValue())) {
      throw unsendable(number.toString());
    }
  }

  private static boolean isLeaf(Object value) {
    return value instanceof String
        || value instanceof Boolean
        || value instanceof Buffer
        || value instanceof byte[]
        || value instanceof Instant
        || value instanceof Enum;
  }

  private static IllegalArgumentException unsendable(String what) {
    return new IllegalArgumentException("it returned what is not JSON: " + what);
  }
}
