package busway.frame;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Frames of clients from JSON text: the part of decoding that TCP and WebSocket have in common. One
 * loop owns an instance.
 */
final class FrameReader {

  /** What addresses begin with that the bus makes up for one reply: they do not come again. */
  private static final byte OF_THE_BUS = '_';

  private final Envelope envelope = new Envelope();
  private final Interned names = new Interned();
  private final HeadersReader headers;

  /**
   * Makes a reader.
   *
   * @param timeoutIsHeader whether the receiver of a message sees its {@code timeout} header
   */
  FrameReader(boolean timeoutIsHeader) {
    headers = new HeadersReader(timeoutIsHeader, names);
  }

  /** The frame in {@code a[from, to)}. What it keeps is copied out of the array. */
  Frame.Inbound read(byte[] a, int from, int to) throws ProtocolException {
    envelope.read(a, from, to);
    if (!envelope.has(Envelope.TYPE)) {
      throw new ProtocolException(
          ErrorCode.MISSING_TYPE,
          "type: absent (expected: send, publish, register, unregister or ping)");
    }
    FrameType type = FrameType.of(envelope);
    return type == FrameType.PING ? Frame.PING : frame(type, address());
  }

  private Frame.Inbound frame(FrameType type, String address) throws ProtocolException {
    return switch (type) {
      case SEND -> send(address);
      case PUBLISH -> {
        headers.read(envelope);
        yield new Frame.Publish(address, headers.headers(), body());
      }
      case REGISTER -> new Frame.Subscribe(address);
      case UNREGISTER -> new Frame.Unsubscribe(address);
      case PING -> Frame.PING;
      case OTHER ->
          throw new ProtocolException(
              ErrorCode.INVALID_TYPE,
              "type: "
                  + shown(Envelope.TYPE)
                  + " (expected: send, publish, register, unregister or ping)");
    };
  }

  private Frame.Inbound send(String address) throws ProtocolException {
    headers.read(envelope);
    if (envelope.has(Envelope.REPLY_ADDRESS)) {
      return new Frame.Request(
          address, replyAddress(), headers.headers(), body(), headers.timeoutMs());
    }
    return new Frame.Send(address, headers.headers(), body(), failure());
  }

  private String address() throws ProtocolException {
    byte kind = envelope.kind(Envelope.ADDRESS);
    if (kind == 0) {
      throw new ProtocolException(ErrorCode.MISSING_ADDRESS, "address: absent");
    }
    return name(Envelope.ADDRESS, kind, ErrorCode.INVALID_ADDRESS);
  }

  private String replyAddress() throws ProtocolException {
    byte kind = envelope.kind(Envelope.REPLY_ADDRESS);
    if (kind == '{' || kind == '[') {
      throw notText(Envelope.REPLY_ADDRESS, ErrorCode.INVALID_REPLY_ADDRESS);
    }
    return JsonText.text(
        envelope.array(),
        envelope.start(Envelope.REPLY_ADDRESS),
        envelope.end(Envelope.REPLY_ADDRESS));
  }

  private String name(int field, byte kind, ErrorCode code) throws ProtocolException {
    byte[] a = envelope.array();
    int start = envelope.start(field);
    int end = envelope.end(field);
    if (kind == '{' || kind == '[') {
      throw notText(field, code);
    }
    if (kind != '"') {
      return names.get(a, start, end);
    }
    if (a[start + 1] == OF_THE_BUS) {
      return JsonText.string(a, start, end);
    }
    return names.get(a, start + 1, end - 1);
  }

  private ProtocolException notText(int field, ErrorCode code) {
    String name = field == Envelope.ADDRESS ? "address" : "replyAddress";
    return new ProtocolException(code, name + ": " + shown(field) + " (expected: a string)");
  }

  private String shown(int field) {
    return JsonText.shown(envelope.array(), envelope.start(field), envelope.end(field));
  }

  private byte @Nullable [] body() {
    return envelope.has(Envelope.BODY)
        ? Arrays.copyOfRange(
            envelope.array(), envelope.start(Envelope.BODY), envelope.end(Envelope.BODY))
        : null;
  }

  private Frame.@Nullable Failing failure() throws ProtocolException {
    if (!envelope.has(Envelope.FAILURE_CODE)) {
      return null;
    }
    String code = shown(Envelope.FAILURE_CODE);
    try {
      return new Frame.Failing(Integer.parseInt(code), failureMessage());
    } catch (NumberFormatException e) {
      throw new ProtocolException(
          ErrorCode.INVALID_FAILURE, "failureCode: " + code + " (expected: a 32-bit integer)");
    }
  }

  private @Nullable String failureMessage() {
    return envelope.has(Envelope.MESSAGE)
        ? JsonText.text(
            envelope.array(), envelope.start(Envelope.MESSAGE), envelope.end(Envelope.MESSAGE))
        : null;
  }
}
