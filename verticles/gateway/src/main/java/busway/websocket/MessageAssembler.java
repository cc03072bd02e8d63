package busway.websocket;

import busway.channel.Scratch;
import busway.frame.Utf8;
import busway.session.CloseReason;
import busway.session.Session;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.Arrays;

/**
 * Messages of one connection from its data frames. Text is checked to be UTF-8 as it comes, also in
 * the middle of a message: a bad byte ends the connection before the last fragment.
 */
final class MessageAssembler {

  private static final byte[] NONE = {};

  private final int maxMessageBytes;
  private final Scratch scratch;
  private final WebSocketTransport transport;
  private byte[] parts = NONE;
  private int length;
  private int checked;
  private boolean text;

  MessageAssembler(int maxMessageBytes, Scratch scratch, WebSocketTransport transport) {
    this.maxMessageBytes = maxMessageBytes;
    this.scratch = scratch;
    this.transport = transport;
  }

  /** Takes a data frame; the last one of a message hands it to the session. */
  void add(WebSocketFrame frame, Session session) {
    boolean first = !(frame instanceof ContinuationWebSocketFrame);
    if (first) {
      text = frame instanceof TextWebSocketFrame;
    }
    if (first && frame.isFinalFragment()) {
      whole(frame.content(), session);
    } else {
      part(frame, session);
    }
  }

  /** Forgets a message that did not come whole. */
  void release() {
    parts = NONE;
    length = 0;
    checked = 0;
  }

  private void whole(ByteBuf content, Session session) {
    int size = content.readableBytes();
    byte[] message = scratch.atLeast(size);
    content.readBytes(message, 0, size);
    receive(message, size, session, text && !Utf8.valid(message, 0, size));
  }

  private void part(WebSocketFrame frame, Session session) {
    ByteBuf content = frame.content();
    int size = content.readableBytes();
    if (length + size > maxMessageBytes) {
      release();
      session.close(CloseReason.TOO_LARGE);
      return;
    }
    if (length + size > parts.length) {
      parts = Arrays.copyOf(parts, Math.max(2 * parts.length, length + size));
    }
    content.readBytes(parts, length, size);
    length += size;
    boolean last = frame.isFinalFragment();
    boolean invalid = text && !check(last);
    if (invalid || last) {
      byte[] message = parts;
      int messageLength = length;
      release();
      receive(message, messageLength, session, invalid);
    }
  }

  private boolean check(boolean last) {
    checked = Utf8.validPrefix(parts, checked, length);
    return checked >= 0 && (!last || checked == length);
  }

  private void receive(byte[] message, int size, Session session, boolean invalid) {
    if (invalid) {
      session.close(CloseReason.INVALID_UTF8);
      return;
    }
    transport.mirror(text);
    session.receive(message, 0, size);
  }
}
