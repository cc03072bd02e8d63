package busway.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;

/**
 * What a client that answers requests sends back: to the reply address, with the number of the
 * request's body.
 *
 * <pre>
 * {"type":"send","address":"__vertx.reply.7","body":{"n":"0000000000000001", ...
 *                          reply address                 number
 * </pre>
 */
final class Answer {

  private static final byte[] HEAD = bytes("{\"type\":\"send\",\"address\":\"");
  private static final byte[] MIDDLE = bytes("\",\"body\":{\"n\":\"");

  private final boolean prefixed;
  private final byte[] tail;
  private final byte[] number = new byte[Hex.DIGITS];

  Answer(boolean prefixed, int bodyBytes) {
    this.prefixed = prefixed;
    this.tail = bytes(Template.padding(bodyBytes, Template.NUMBER_BYTES));
  }

  /** A frame of its own, which whoever writes it releases. */
  ByteBuf frame(ByteBufAllocator allocator, Incoming request) {
    Hex.write(request.bodyNumber(), number, 0);
    int length =
        HEAD.length + request.replyToLength() + MIDDLE.length + number.length + tail.length;
    ByteBuf frame = allocator.buffer(length + Integer.BYTES);
    if (prefixed) {
      frame.writeInt(length);
    }
    frame.writeBytes(HEAD);
    request.writeReplyTo(frame);
    return frame.writeBytes(MIDDLE).writeBytes(number).writeBytes(tail);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
