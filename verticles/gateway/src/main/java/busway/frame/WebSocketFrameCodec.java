package busway.frame;

import io.vertx.core.MultiMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The dialect of the official SockJS event-bus bridge: one JSON object a message, each message in a
 * WebSocket frame of the server, which is not masked and so the same for every client (RFC 6455
 * section 5.2).
 *
 * <pre>
 *   0        1          2                     2, 4 or 10
 *   +--------+----------+---------------------+----------------------+
 *   | opcode | length 7 | length 16 or 64, be | JSON object, UTF-8   |
 *   +--------+----------+---------------------+----------------------+
 * </pre>
 *
 * <p>A message over 64 KiB leaves in fragments of 64 KiB: the official Java client takes no longer
 * frame.
 */
public final class WebSocketFrameCodec extends JsonFrameCodec {

  /** What a message is wrapped in. */
  public enum Framing {
    /** Text frames. */
    TEXT(0x81),
    /** Binary frames, which the official Java client insists on. */
    BINARY(0x82),
    /** Nothing: SockJS puts a frame of its own about the text. */
    NONE(0);

    private final int firstByte;

    Framing(int firstByte) {
      this.firstByte = firstByte;
    }
  }

  static final int FRAGMENT_BYTES = 64 << 10;
  private static final int LONGEST_HEADER = 10;

  private static final Set<ErrorCode> OFFICIAL =
      EnumSet.of(
          ErrorCode.ACCESS_DENIED,
          ErrorCode.ADDRESS_ALREADY_REGISTERED,
          ErrorCode.INVALID_JSON,
          ErrorCode.INVALID_REPLY_ADDRESS,
          ErrorCode.INVALID_TYPE,
          ErrorCode.MAX_ADDRESS_LENGTH_REACHED,
          ErrorCode.MAX_HANDLERS_REACHED,
          ErrorCode.MISSING_ADDRESS,
          ErrorCode.MISSING_TYPE,
          ErrorCode.REGISTRATION_FAILURE);

  private static final byte[] MESSAGE = bytes("{\"type\":\"rec\",\"address\":");
  private static final byte[] BODY = bytes(",\"body\":");
  private static final byte[] REPLY_ADDRESS = bytes(",\"replyAddress\":");
  private static final byte[] HEADERS = bytes(",\"headers\":{");

  private final Framing framing;

  /** Makes a codec whose frames are wrapped as told. */
  public WebSocketFrameCodec(Framing framing) {
    super(true, "body", OFFICIAL);
    this.framing = framing;
  }

  @Override
  int headerBytes() {
    return framing == Framing.NONE ? 0 : LONGEST_HEADER;
  }

  @Override
  void header() {
    if (framing != Framing.NONE) {
      out.webSocketHeader(framing.firstByte, LONGEST_HEADER, FRAGMENT_BYTES);
    }
  }

  @Override
  void message(Frame.Message message) {
    out.put(MESSAGE);
    out.putString(message.address());
    out.put(BODY);
    out.put(message.body() == null ? NULL : message.body());
    if (message.replyAddress() != null) {
      out.put(REPLY_ADDRESS);
      out.putString(message.replyAddress());
    }
    MultiMap headers = message.headers();
    if (headers != null && !headers.isEmpty()) {
      out.put(HEADERS);
      headers(headers);
      out.putByte('}');
    }
    out.putByte('}');
  }

  private void headers(MultiMap headers) {
    boolean more = false;
    for (String name : headers.names()) {
      if (more) {
        out.putByte(',');
      }
      more = true;
      out.putString(name);
      out.putByte(':');
      values(headers.getAll(name));
    }
  }

  private void values(List<String> values) {
    if (values.size() == 1) {
      out.putString(values.get(0));
      return;
    }
    for (int i = 0; i < values.size(); i++) {
      out.putByte(i == 0 ? '[' : ',');
      out.putString(values.get(i));
    }
    out.putByte(']');
  }

  /** Web clients are not told. */
  @Override
  void sourceAddress(String address) {}
}
