package busway.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

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
public final class TcpFrameCodec implements FrameCodec {

  /** Bytes of the length prefix. */
  public static final int PREFIX_BYTES = 4;

  /** Refusals that the official bridge knows: clients may compare the word. */
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
  private static final byte[] FAILURE = bytes("{\"type\":\"err\",\"address\":");
  private static final byte[] SOURCE_ADDRESS = bytes(",\"sourceAddress\":");
  private static final byte[] FAILURE_CODE = bytes(",\"failureCode\":");
  private static final byte[] FAILURE_TYPE = bytes(",\"failureType\":");
  private static final byte[] FAILURE_MESSAGE = bytes(",\"message\":");
  private static final byte[] REFUSAL = bytes("{\"type\":\"err\",\"message\":");
  private static final byte[] PONG = bytes("{\"type\":\"pong\"}");
  private static final byte[] NULL = bytes("null");

  private final FrameReader reader = new FrameReader(false);
  private final FrameBuffer out = new FrameBuffer();
  private Frame.@Nullable Outbound encoded;
  private long encodings;

  @Override
  public Frame.Inbound decode(byte[] a, int from, int to) throws ProtocolException {
    return reader.read(a, from, to);
  }

  @Override
  public FrameBuffer encode(Frame.Outbound frame) {
    if (frame != encoded) {
      out.reset(PREFIX_BYTES);
      write(frame);
      out.length(PREFIX_BYTES);
      encoded = frame;
      encodings++;
    }
    return out;
  }

  @Override
  public long encodings() {
    return encodings;
  }

  private void write(Frame.Outbound frame) {
    switch (frame) {
      case Frame.Message message -> message(message);
      case Frame.Failure failure -> failure(failure);
      case Frame.Refusal refusal -> {
        out.put(REFUSAL);
        out.putString(text(refusal));
        out.putByte('}');
      }
      case Frame.Pong ignored -> out.put(PONG);
    }
  }

  private void message(Frame.Message message) {
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
    if (headers == null || headers.isEmpty()) {
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

  private void failure(Frame.Failure failure) {
    out.put(FAILURE);
    out.putString(failure.address());
    out.put(SOURCE_ADDRESS);
    out.putString(failure.sourceAddress());
    out.put(FAILURE_CODE);
    out.putInt(failure.code());
    out.put(FAILURE_TYPE);
    out.putString(failure.type());
    out.put(FAILURE_MESSAGE);
    if (failure.message() == null) {
      out.put(NULL);
    } else {
      out.putString(failure.message());
    }
    out.putByte('}');
  }

  private static String text(Frame.Refusal refusal) {
    return refusal.detail() == null || OFFICIAL.contains(refusal.code())
        ? refusal.code().text()
        : refusal.code().text() + ": " + refusal.detail();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
