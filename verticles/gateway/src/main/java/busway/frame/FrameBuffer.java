package busway.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * The bytes of one encoded frame, in an array that the next frame reuses: whoever wants to keep
 * them copies them. One loop owns an instance.
 */
public final class FrameBuffer {

  private static final int SMALLEST = 1_024;
  private static final int LARGEST_KEPT = 64 << 10;
  private static final byte[] HEX = "0123456789abcdef".getBytes(UTF_8);

  private byte[] array = new byte[SMALLEST];
  private int start;
  private int end;

  /** The array; the frame is from {@link #start()} to {@link #end()}. */
  public byte[] array() {
    return array;
  }

  /** The index of the first byte. */
  public int start() {
    return start;
  }

  /** The index behind the last byte. */
  public int end() {
    return end;
  }

  /** How many bytes the frame has. */
  public int length() {
    return end - start;
  }

  /** Empties the buffer and leaves {@code reserved} bytes for a header. */
  void reset(int reserved) {
    if (array.length > LARGEST_KEPT) {
      array = new byte[SMALLEST];
    }
    start = 0;
    end = reserved;
  }

  /** Forgets what was put from {@code at} on. */
  void cut(int at) {
    end = at;
  }

  /** Writes the length of what follows the first {@code prefix} bytes into them, big-endian. */
  void length(int prefix) {
    number(0, end - prefix, prefix);
  }

  /**
   * Puts WebSocket headers about the payload behind the first {@code reserved} bytes.
   *
   * @param firstByte FIN, opcode
   * @param fragment payload bytes of one WebSocket frame at the most
   */
  void webSocketHeader(int firstByte, int reserved, int fragment) {
    int payload = end - reserved;
    if (payload > fragment) {
      fragments(firstByte, reserved, fragment);
      return;
    }
    start = reserved - header(reserved, firstByte, payload);
  }

  /** Writes the header of one WebSocket frame so that it ends at {@code to}; its length. */
  private int header(int to, int firstByte, int payload) {
    int extra = payload < 126 ? 0 : payload < 1 << 16 ? 2 : 8;
    int from = to - 2 - extra;
    array[from] = (byte) firstByte;
    array[from + 1] = (byte) (extra == 0 ? payload : extra == 2 ? 126 : 127);
    number(from + 2, payload, extra);
    return 2 + extra;
  }

  private void fragments(int firstByte, int reserved, int fragment) {
    byte[] payload = Arrays.copyOfRange(array, reserved, end);
    end = 0;
    for (int at = 0; at < payload.length; at += fragment) {
      int length = Math.min(fragment, payload.length - at);
      int opcode = at == 0 ? firstByte & 0x7f : 0;
      int fin = at + length == payload.length ? 0x80 : 0;
      int header = length < 126 ? 2 : length < 1 << 16 ? 4 : 10;
      grow(header + length);
      header(end + header, fin | opcode, length);
      System.arraycopy(payload, at, array, end + header, length);
      end += header + length;
    }
  }

  private void number(int at, long value, int bytes) {
    for (int i = 0; i < bytes; i++) {
      array[at + i] = (byte) (value >> 8 * (bytes - 1 - i));
    }
  }

  void put(byte[] bytes) {
    grow(bytes.length);
    System.arraycopy(bytes, 0, array, end, bytes.length);
    end += bytes.length;
  }

  void putByte(int b) {
    grow(1);
    array[end++] = (byte) b;
  }

  void putInt(int value) {
    put(Integer.toString(value).getBytes(UTF_8));
  }

  /** Puts a JSON string, quotes included. */
  void putString(String text) {
    grow(text.length() + 2);
    array[end++] = '"';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x20 || c > 0x7f || c == '"' || c == '\\') {
        putRest(text, i);
        break;
      }
      array[end++] = (byte) c;
    }
    putByte('"');
  }

  private void putRest(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        putByte('\\');
        putByte(c);
      } else if (c < 0x20) {
        putEscape(c);
      } else if (c < 0x80) {
        putByte(c);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        put(text.substring(i, i + 2).getBytes(UTF_8));
        i++;
      } else if (Character.isSurrogate(c)) {
        putEscape(c);
      } else {
        put(String.valueOf(c).getBytes(UTF_8));
      }
    }
  }

  private void putEscape(char c) {
    int at = "\b\t\n\f\r".indexOf(c);
    putByte('\\');
    if (at >= 0) {
      putByte("btnfr".charAt(at));
      return;
    }
    putByte('u');
    for (int shift = 12; shift >= 0; shift -= 4) {
      putByte(HEX[c >> shift & 0xf]);
    }
  }

  private void grow(int more) {
    if (end + more > array.length) {
      array = Arrays.copyOf(array, Math.max(2 * array.length, end + more));
    }
  }
}
