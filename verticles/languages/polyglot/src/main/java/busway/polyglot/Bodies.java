package busway.polyglot;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/**
 * Bodies between Java and a script. What has a structure crosses as JSON text, which each side's
 * own parser makes native objects of; numbers, text, truth and bytes cross as they are.
 */
final class Bodies {

  private Bodies() {}

  /** What the script sees. */
  static @Nullable Object toGuest(Guest guest, @Nullable Object body) {
    return switch (body) {
      case null -> null;
      case String text -> text;
      case Boolean truth -> truth;
      case Long number when number != (int) (long) number -> guest.parse(number.toString());
      case Number number when !(number instanceof BigInteger) -> number;
      case Character letter -> letter.toString();
      case Buffer buffer -> guest.bytes(buffer.getBytes());
      case byte[] bytes -> guest.bytes(bytes);
      case JsonObject object -> guest.parse(object.encode());
      case JsonArray array -> guest.parse(array.encode());
      default -> guest.parse(Json.encode(body));
    };
  }

  /** What the bus gets. */
  static @Nullable Object toBus(Guest guest, Value value) {
    if (value.isNull()) {
      return null;
    }
    if (value.isString()) {
      return value.asString();
    }
    if (value.isBoolean()) {
      return value.asBoolean();
    }
    if (value.isNumber()) {
      return number(value);
    }
    if (value.isHostObject()) {
      return value.asHostObject();
    }
    Value packed = guest.pack(value);
    if (packed.hasBufferElements()) {
      byte[] bytes = new byte[Math.toIntExact(packed.getBufferSize())];
      packed.readBuffer(0, bytes, 0, bytes.length);
      return Buffer.buffer(bytes);
    }
    return packed.isNull() ? null : Json.decodeValue(packed.asString());
  }

  private static Object number(Value value) {
    if (value.fitsInInt()) {
      return value.asInt();
    }
    if (value.fitsInLong()) {
      return value.asLong();
    }
    if (value.fitsInDouble()) {
      return value.asDouble();
    }
    throw new IllegalArgumentException(value + " (expected: a number of at most 64 bits)");
  }
}
