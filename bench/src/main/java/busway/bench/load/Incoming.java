package busway.bench.load;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * The frame that just came, looked into without a parser.
 *
 * <p>A field is where its name stands first, as in {@code "address":"}: the gateway's JSON has to
 * be compact and to put an address before the body, as Busway's and that of the official bridges
 * do. One instance serves a whole event loop and holds until the next frame.
 */
final class Incoming {

  /** What a frame is. */
  enum Kind {
    MESSAGE,
    ERROR,
    PONG,
    UNKNOWN
  }

  private final Marker type = new Marker("\"type\":\"");
  private final Marker replyAddress = new Marker("\"address\":\"b-");
  private final Marker replyTo = new Marker("\"replyAddress\":\"");
  private final Marker number = new Marker("\"n\":\"");
  private final Marker dueTime = new Marker("\"t\":\"");
  private byte[] bytes = new byte[4096];
  private int length;
  private int replyToStart;

  void read(ByteBuf frame) {
    length = frame.readableBytes();
    if (length > bytes.length) {
      bytes = new byte[length * 2];
    }
    frame.readBytes(bytes, 0, length);
  }

  Kind kind() {
    int at = type.find(bytes, length);
    if (at < 0 || at >= length) {
      return Kind.UNKNOWN;
    }
    return switch (bytes[at]) {
      case 'm', 'r' -> Kind.MESSAGE;
      case 'e' -> Kind.ERROR;
      case 'p' -> Kind.PONG;
      default -> Kind.UNKNOWN;
    };
  }

  /** The number in the reply address that it came to, or -1. */
  long replyNumber() {
    return numberAt(replyAddress);
  }

  /** The length of the address that a reply goes to, or -1 if none is wanted. */
  int replyToLength() {
    replyToStart = replyTo.find(bytes, length);
    return replyToStart < 0 ? -1 : textEnd(replyToStart) - replyToStart;
  }

  /** Writes that address; after its length was asked for. */
  void writeReplyTo(ByteBuf frame) {
    frame.writeBytes(bytes, replyToStart, textEnd(replyToStart) - replyToStart);
  }

  /** The number in its body, or -1. */
  long bodyNumber() {
    return numberAt(number);
  }

  /** When it was due, in the driver's nanoseconds, as its body says, or -1. */
  long dueNs() {
    return numberAt(dueTime);
  }

  private long numberAt(Marker marker) {
    int at = marker.find(bytes, length);
    return at < 0 ? -1 : Hex.read(bytes, at, length);
  }

  /** The text of a field, without its escapes undone, or nothing. Slow: for errors. */
  String text(String field) {
    int start = new Marker("\"" + field + "\":\"").find(bytes, length);
    return start < 0
        ? ""
        : new String(bytes, start, textEnd(start) - start, StandardCharsets.UTF_8);
  }

  private int textEnd(int start) {
    int end = start;
    while (end < length && bytes[end] != '"') {
      end++;
    }
    return end;
  }

  @Override
  public String toString() {
    return new String(bytes, 0, Math.min(length, 200), StandardCharsets.UTF_8);
  }
}
