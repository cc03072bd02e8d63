package busway.websocket;

import busway.frame.Utf8;
import busway.session.CloseReason;
import busway.session.Session;
import java.util.Arrays;

/**
 * Messages of one connection from its data frames. Text is checked to be UTF-8 as it comes, also in
 * the middle of a message: a bad byte ends the connection before the last fragment.
 */
final class MessageAssembler {

  private static final int CONTINUATION = 0;
  private static final int TEXT = 1;
  private static final int BINARY = 2;
  private static final byte[] NONE = {};

  private final int maxMessageBytes;
  private final WebSocketTransport transport;
  private final Session session;
  private byte[] parts = NONE;
  private int length;
  private int checked;
  private boolean text;
  private boolean open;

  MessageAssembler(int maxMessageBytes, WebSocketTransport transport, Session session) {
    this.maxMessageBytes = maxMessageBytes;
    this.transport = transport;
    this.session = session;
  }

  /** Whether a data frame of this opcode may come now: a message does not begin in another. */
  boolean mayBegin(int opcode) {
    return open ? opcode == CONTINUATION : opcode == TEXT || opcode == BINARY;
  }

  /** Takes the payload of a data frame; the last one of a message hands it to the session. */
  void add(int opcode, boolean last, byte[] payload, int size) {
    if (opcode != CONTINUATION) {
      text = opcode == TEXT;
    }
    boolean whole = last && !open;
    open = !last;
    if (whole) {
      receive(payload, size, text && !Utf8.valid(payload, 0, size));
    } else {
      part(payload, size, last);
    }
  }

  /** Forgets a message that did not come whole. */
  void release() {
    parts = NONE;
    length = 0;
    checked = 0;
  }

  private void part(byte[] payload, int size, boolean last) {
    if (length + size > maxMessageBytes) {
      release();
      session.close(CloseReason.TOO_LARGE);
      return;
    }
    if (length + size > parts.length) {
      parts = Arrays.copyOf(parts, Math.max(2 * parts.length, length + size));
    }
    System.arraycopy(payload, 0, parts, length, size);
    length += size;
    boolean invalid = text && !check(last);
    if (invalid || last) {
      byte[] message = parts;
      int messageLength = length;
      release();
      receive(message, messageLength, invalid);
    }
  }

  private boolean check(boolean last) {
    checked = Utf8.validPrefix(parts, checked, length);
    return checked >= 0 && (!last || checked == length);
  }

  private void receive(byte[] message, int size, boolean invalid) {
    if (invalid) {
      session.close(CloseReason.INVALID_UTF8);
      return;
    }
    transport.mirror(text);
    session.receive(message, 0, size);
  }
}
