package busway.frame;

import io.vertx.core.MultiMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The dialect of the official TCP event-bus bridge.
 *
 * <pre>
 *   0               4                       4 + length
 *   +---------------+-----------------------+
 *   | length, u32be | JSON object, UTF-8    |
 *   +---------------+-----------------------+
 * </pre>
 */
public final class TcpFrameCodec extends JsonFrameCodec {

  /** Bytes of the length prefix. */
  public static final int PREFIX_BYTES = 4;

  private static final Set<ErrorCode> OFFICIAL =
      EnumSet.of(
          ErrorCode.ACCESS_DENIED,
          ErrorCode.MISSING_ADDRESS,
          ErrorCode.UNKNOWN_ADDRESS,
          ErrorCode.ADDRESS_ALREADY_REGISTERED);

  private static final byte[] MESSAGE = bytes("{\"type\":\"message\",\"address\":");
  private static final byte[] REPLY_ADDRESS = bytes(",\"replyAddress\":");
  private static final byte[] HEADERS = bytes(",\"headers\":{");
  private static final byte[] BODY = bytes(",\"body\":");
  private static final byte[] SENT = bytes(",\"send\":true}");
  private static final byte[] PUBLISHED = bytes(",\"send\":false}");
  private static final byte[] SOURCE_ADDRESS = bytes(",\"sourceAddress\":");

  private final FewHeaders few = new FewHeaders(out);

  public TcpFrameCodec() {
    super(false, "message", OFFICIAL);
  }

  @Override
  int headerBytes() {
    return PREFIX_BYTES;
  }

  @Override
  void header() {
    out.length(PREFIX_BYTES);
  }

  @Override
  void message(Frame.Message message) {
    out.put(MESSAGE);
    out.putString(message.address());
    if (message.replyAddress() != null) {
      out.put(REPLY_ADDRESS);
      out.putString(message.replyAddress());
    }
    out.put(HEADERS);
    headers(message.headers());
    out.putByte('}');
    if (message.body() != null) {
      out.put(BODY);
      out.put(message.body());
    }
    out.put(message.send() ? SENT : PUBLISHED);
  }

  /** The last value of a name wins, as with the official bridge. */
  private void headers(@Nullable MultiMap headers) {
    if (headers == null || headers.isEmpty() || few.write(headers)) {
      return;
    }
    Map<String, String> last = new LinkedHashMap<>();
    for (Map.Entry<String, String> header : headers) {
      last.put(header.getKey(), header.getValue());
    }
    boolean more = false;
    for (Map.Entry<String, String> header : last.entrySet()) {
      if (more) {
        out.putByte(',');
      }
      more = true;
      out.putString(header.getKey());
      out.putByte(':');
      out.putString(header.getValue());
    }
  }

  @Override
  void sourceAddress(String address) {
    out.put(SOURCE_ADDRESS);
    out.putString(address);
  }
}
