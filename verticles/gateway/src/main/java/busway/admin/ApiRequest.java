package busway.admin;

import busway.config.ConfigLoader;
import com.sun.net.httpserver.HttpExchange;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One call of the API.
 *
 * @param name the deployment that the path names; empty if it names none
 */
record ApiRequest(HttpExchange exchange, String name) {

  static final int MAX_BODY_BYTES = 1 << 20;

  /** The text of the body, which has to be JSON by its type; empty if there is no body. */
  String body() throws IOException {
    String length = exchange.getRequestHeaders().getFirst("Content-Length");
    if (length != null && length.length() > 9) {
      throw tooLarge();
    }
    byte[] bytes = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
    if (bytes.length > MAX_BODY_BYTES) {
      throw tooLarge();
    }
    if (bytes.length > 0) {
      checkType(exchange.getRequestHeaders().getFirst("Content-Type"));
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new ApiException(ApiErrorKind.INVALID, "body: is not text (expected: UTF-8)");
    }
  }

  private static ApiException tooLarge() {
    return new ApiException(
        ApiErrorKind.TOO_LARGE, "body: too long (expected: " + MAX_BODY_BYTES + " bytes at most)");
  }

  private static void checkType(@Nullable String type) {
    String media = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!media.equals("application/json")) {
      throw new ApiException(
          ApiErrorKind.UNSUPPORTED_MEDIA_TYPE,
          "Content-Type: " + (type == null ? "none" : type) + " (expected: application/json)");
    }
  }

  /** What comes behind the question mark, bound to a record. */
  <T extends Record> T query(Class<T> type) {
    JsonObject given = new JsonObject();
    String query = exchange.getRequestURI().getRawQuery();
    for (String pair : query == null || query.isEmpty() ? new String[0] : query.split("&")) {
      String[] parts = pair.split("=", 2);
      given.put(decoded(parts[0]), parts.length == 1 ? "" : decoded(parts[1]));
    }
    return ConfigLoader.of(type).json("query", given.encode()).load();
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new ApiException(
          ApiErrorKind.INVALID, "query: " + text + " (expected: percent-encoded UTF-8)");
    }
  }
}
