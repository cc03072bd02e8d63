package busway.bus;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The JSON text of whatever body a message has. */
public final class Bodies {

  private Bodies() {}

  /**
   * The body as JSON text; null where there is none. A body that nobody has looked at is the bytes
   * that the sender sent. A buffer becomes a string in unpadded base64url, as with the official
   * bridges.
   *
   * @throws io.vertx.core.json.EncodeException where the body cannot be JSON
   */
  public static byte @Nullable [] json(Message<?> message) {
    Object body = message.body();
    if (body == null) {
      return null;
    }
    byte[] json = untouched(body);
    if (json != null) {
      return json;
    }
    RawBody raw = isScalar(body) ? SentBody.of(message) : null;
    return raw == null ? encoded(body) : raw.json();
  }

  /** The text of an object or array that came as bytes and that nobody has touched since. */
  public static byte @Nullable [] untouched(@Nullable Object body) {
    if (body instanceof JsonObject object && object.getMap() instanceof LazyMap map) {
      return map.json();
    }
    return body instanceof JsonArray array && array.getList() instanceof LazyList list
        ? list.json()
        : null;
  }

  private static boolean isScalar(Object body) {
    return body instanceof String || body instanceof Number || body instanceof Boolean;
  }

  private static byte[] encoded(Object body) {
    return switch (body) {
      case Buffer buffer -> base64(buffer.getBytes());
      case byte[] bytes -> base64(bytes);
      default -> Json.encodeToBuffer(body).getBytes();
    };
  }

  private static byte[] base64(byte[] bytes) {
    return ('"' + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + '"')
        .getBytes(UTF_8);
  }
}
