package busway.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the dialects have in common: one JSON object a frame, and most of what stands in it. */
abstract sealed class JsonFrameCodec implements FrameCodec
    permits TcpFrameCodec, WebSocketFrameCodec {

  private static final byte[] FAILURE = bytes("{\"type\":\"err\",\"address\":");
  private static final byte[] FAILURE_CODE = bytes(",\"failureCode\":");
  private static final byte[] FAILURE_TYPE = bytes(",\"failureType\":");
  private static final byte[] FAILURE_MESSAGE = bytes(",\"message\":");
  private static final byte[] LOGGED_IN = bytes("{\"type\":\"login\"}");
  private static final byte[] PONG = bytes("{\"type\":\"pong\"}");

  /** JSON's null. */
  static final byte[] NULL = bytes("null");

  /** The frame being written. */
  final FrameBuffer out = new FrameBuffer();

  private final FrameReader reader;
  private final byte[] refusal;
  private final Set<ErrorCode> official;
  private Frame.@Nullable Outbound encoded;
  private long encodings;

  /**
   * Makes a codec.
   *
   * @param timeoutIsHeader whether the receiver of a message sees its {@code timeout} header
   * @param refusalField the field of a refusal that has its text
   * @param official refusals that the official bridge knows: clients may compare the word
   */
  JsonFrameCodec(boolean timeoutIsHeader, String refusalField, Set<ErrorCode> official) {
    this.reader = new FrameReader(timeoutIsHeader);
    this.refusal = bytes("{\"type\":\"err\",\"" + refusalField + "\":");
    this.official = official;
  }

  @Override
  public final Frame.Inbound decode(byte[] a, int from, int to) throws ProtocolException {
    return reader.read(a, from, to);
  }

  @Override
  public final FrameBuffer encode(Frame.Outbound frame) {
    if (frame != encoded) {
      out.reset(headerBytes());
      write(frame);
      header();
      encoded = frame;
      encodings++;
    }
    return out;
  }

  @Override
  public final long encodings() {
    return encodings;
  }

  /** How many bytes to leave for the header. */
  abstract int headerBytes();

  /** Writes the header about the JSON that was written. */
  abstract void header();

  /** Writes a message as JSON. */
  abstract void message(Frame.Message message);

  /** Writes what a failure says of the address that the request went to. */
  abstract void sourceAddress(String address);

  static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private void write(Frame.Outbound frame) {
    switch (frame) {
      case Frame.Message message -> message(message);
      case Frame.Failure failure -> failure(failure);
      case Frame.Refusal refused -> {
        out.put(refusal);
        out.putString(text(refused));
        out.putByte('}');
      }
      case Frame.Pong ignored -> out.put(PONG);
      case Frame.LoggedIn ignored -> out.put(LOGGED_IN);
    }
  }

  private void failure(Frame.Failure failure) {
    out.put(FAILURE);
    out.putString(failure.address());
    sourceAddress(failure.sourceAddress());
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

  private String text(Frame.Refusal refused) {
    return refused.detail() == null || official.contains(refused.code())
        ? refused.code().text()
        : refused.code().text() + ": " + refused.detail();
  }
}
