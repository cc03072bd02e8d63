package busway.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.vertx.core.json.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A frame whose bytes are made once; to send one, two numbers are written over their places.
 *
 * <pre>
 * {"type":"send","address":"echo","replyAddress":"b-0000000000000001","body":{"n":"0000000000000001", ...
 *                                                   first                          second
 * </pre>
 */
final class Template {

  /** Bytes of a generated body without its padding: braces, names, quotes and the number. */
  static final int NUMBER_BYTES = 24;

  private final byte[] bytes;
  private final int first;
  private final int second;

  private Template(byte[] bytes, int first, int second) {
    this.bytes = bytes;
    this.first = first;
    this.second = second;
  }

  /** A request whose body carries the number of its reply address too. */
  static Template request(boolean prefixed, String address, int bodyBytes) {
    return of(
        prefixed, requestHead(address), "\",\"body\":{\"n\":\"", padding(bodyBytes, NUMBER_BYTES));
  }

  /** A request with the user's own body, which is JSON. */
  static Template request(boolean prefixed, String address, String body) {
    return of(prefixed, requestHead(address), "\",\"body\":" + body + "}");
  }

  /** A publish whose body carries its number and when it was due. */
  static Template publish(boolean prefixed, String address, int bodyBytes) {
    String head =
        "{\"type\":\"publish\",\"address\":" + Json.encode(address) + ",\"body\":{\"n\":\"";
    return of(prefixed, head, "\",\"t\":\"", padding(bodyBytes, 47));
  }

  static Template register(boolean prefixed, String address) {
    return of(prefixed, "{\"type\":\"register\",\"address\":" + Json.encode(address) + "}");
  }

  static Template ping(boolean prefixed) {
    return of(prefixed, "{\"type\":\"ping\"}");
  }

  private static String requestHead(String address) {
    return "{\"type\":\"send\",\"address\":" + Json.encode(address) + ",\"replyAddress\":\"b-";
  }

  /**
   * The end of a generated body and of its frame: as many more characters as make the body so long.
   */
  static String padding(int bodyBytes, int without) {
    int more = bodyBytes - without - "\",\"pad\":\"".length();
    return "\",\"pad\":\"" + "x".repeat(Math.max(0, more)) + "\"}}";
  }

  private static Template of(boolean prefixed, String... parts) {
    int[] places = {-1, -1};
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.writeBytes(new byte[prefixed ? 4 : 0]);
    for (int i = 0; i < parts.length; i++) {
      if (i > 0) {
        places[i - 1] = frame.size();
        frame.writeBytes(new byte[Hex.DIGITS]);
      }
      frame.writeBytes(parts[i].getBytes(StandardCharsets.UTF_8));
    }
    byte[] bytes = frame.toByteArray();
    if (prefixed) {
      int length = bytes.length - 4;
      for (int i = 0; i < 4; i++) {
        bytes[i] = (byte) (length >>> (24 - 8 * i));
      }
    }
    return new Template(bytes, places[0], places[1]);
  }

  /** A frame of its own, which whoever writes it releases. */
  ByteBuf frame(ByteBufAllocator allocator, long firstNumber, long secondNumber) {
    if (first >= 0) {
      Hex.write(firstNumber, bytes, first);
    }
    if (second >= 0) {
      Hex.write(secondNumber, bytes, second);
    }
    return allocator.buffer(bytes.length).writeBytes(bytes);
  }
}
