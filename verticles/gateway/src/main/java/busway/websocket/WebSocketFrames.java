package busway.websocket;

import static busway.session.CloseReason.INVALID_UTF8;
import static busway.session.CloseReason.PROTOCOL_ERROR;
import static busway.session.CloseReason.TOO_LARGE;

import busway.channel.FrameSplitter;
import busway.channel.Scratch;
import busway.frame.Utf8;
import busway.session.CloseReason;
import busway.session.Session;
import io.netty.buffer.ByteBuf;

/**
 * Frames of one WebSocket client, held to RFC 6455 section 5.
 *
 * <pre>
 *   0     1  4      8      9                     16, 32 or 80             + 32
 *   +-----+--+------+------+---------------------+------------------------+----------+
 *   | FIN |0 |opcode|  1   | length 7            | length 16 or 64, be    | mask key | payload
 *   +-----+--+------+------+---------------------+------------------------+----------+
 * </pre>
 */
final class WebSocketFrames extends FrameSplitter {

  private static final int FIN = 0x80;
  private static final int RESERVED = 0x70;
  private static final int MASKED = 0x80;
  private static final int CONTROL = 8;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final int LENGTH_16 = 126;
  private static final int LENGTH_64 = 127;
  private static final int MASK_BYTES = 4;

  private final int maxFrameBytes;
  private final Scratch scratch;
  private final WebSocketTransport transport;
  private final MessageAssembler messages;
  private final Session session;

  WebSocketFrames(
      int maxFrameBytes,
      Scratch scratch,
      WebSocketTransport transport,
      MessageAssembler messages,
      Session session) {
    this.maxFrameBytes = maxFrameBytes;
    this.scratch = scratch;
    this.transport = transport;
    this.messages = messages;
    this.session = session;
  }

  @Override
  protected boolean next(ByteBuf in) {
    int at = in.readerIndex();
    if (in.readableBytes() < 2) {
      return false;
    }
    int first = in.getUnsignedByte(at);
    int second = in.getUnsignedByte(at + 1);
    if (!permitted(first, second)) {
      return violated(PROTOCOL_ERROR);
    }
    int length7 = second & ~MASKED;
    int lengthBytes = length7 < LENGTH_16 ? 0 : length7 == LENGTH_16 ? 2 : 8;
    int header = 2 + lengthBytes + MASK_BYTES;
    if (in.readableBytes() < header) {
      return false;
    }
    long length = length(in, at + 2, length7);
    if (length < 0) {
      return violated(PROTOCOL_ERROR);
    }
    if (length > maxFrameBytes) {
      return violated(TOO_LARGE);
    }
    if (in.readableBytes() - header < length) {
      return false;
    }
    int mask = in.getInt(at + header - MASK_BYTES);
    in.skipBytes(header);
    byte[] payload = scratch.atLeast((int) length);
    in.readBytes(payload, 0, (int) length);
    Masking.apply(payload, (int) length, mask);
    handle(first, payload, (int) length);
    return true;
  }

  /** Whether the first two bytes may begin a frame now. */
  private boolean permitted(int first, int second) {
    int opcode = first & 0xf;
    boolean last = (first & FIN) != 0;
    if ((first & RESERVED) != 0 || (second & MASKED) == 0) {
      return false;
    }
    return opcode >= CONTROL
        ? opcode <= PONG && last && (second & ~MASKED) < LENGTH_16
        : messages.mayBegin(opcode);
  }

  /** The length of the payload; below zero where it is not the shortest way to write it. */
  private static long length(ByteBuf in, int at, int length7) {
    if (length7 < LENGTH_16) {
      return length7;
    }
    if (length7 == LENGTH_64) {
      long length = in.getLong(at);
      return length < 1 << 16 ? -1 : length;
    }
    int length = in.getUnsignedShort(at);
    return length < LENGTH_16 ? -1 : length;
  }

  private void handle(int first, byte[] payload, int length) {
    int opcode = first & 0xf;
    switch (opcode) {
      case CLOSE -> close(payload, length);
      case PING -> transport.pong(payload, length);
      case PONG -> {}
      default -> messages.add(opcode, (first & FIN) != 0, payload, length);
    }
  }

  private void close(byte[] payload, int length) {
    end();
    if (length == 0) {
      transport.closed(WebSocketTransport.NO_STATUS);
    } else if (length == 1 || !CloseCodes.mayBeSent(code(payload))) {
      session.close(PROTOCOL_ERROR);
    } else if (Utf8.valid(payload, 2, length)) {
      transport.closed(code(payload));
    } else {
      session.close(INVALID_UTF8);
    }
    session.close(CloseReason.CLIENT);
  }

  private static int code(byte[] payload) {
    return (payload[0] & 0xff) << 8 | payload[1] & 0xff;
  }

  private boolean violated(CloseReason reason) {
    end();
    session.close(reason);
    return false;
  }
}
