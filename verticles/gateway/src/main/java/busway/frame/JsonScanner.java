package busway.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A validating scan over JSON text (RFC 8259) that allocates nothing and decodes nothing: it tells
 * where a value ends, or that it is none.
 *
 * <p>The bounds are those of the parser that will read a body later (Jackson's defaults), so that a
 * body which passes here never fails there: depth, length of a number, of a name and of a string,
 * the last two in bytes. UTF-8 is checked apart, by {@link Utf8}. One loop owns an instance.
 */
final class JsonScanner {

  static final int MAX_DEPTH = 1_000;
  static final int MAX_NUMBER_LENGTH = 1_000;
  static final int MAX_NAME_LENGTH = 50_000;
  static final int MAX_STRING_LENGTH = 20_000_000;

  private static final boolean[] PLAIN = new boolean[256];

  static {
    for (int b = 0x20; b < 256; b++) {
      PLAIN[b] = b != '"' && b != '\\';
    }
  }

  /** Bit d tells whether the container at depth d is an object. */
  private final long[] objects = new long[MAX_DEPTH / 64 + 1];

  private byte[] a = new byte[0];
  private int from;
  private int end;

  /** Sets the text to {@code a[from, end)}. */
  void text(byte[] text, int start, int limit) {
    a = text;
    from = start;
    end = limit;
  }

  /** The index of the first byte at or after {@code i} that is no white space. */
  int space(int i) {
    while (i < end && (a[i] == ' ' || a[i] == '\n' || a[i] == '\r' || a[i] == '\t')) {
      i++;
    }
    return i;
  }

  /** The end of the value that begins at {@code i}, which itself is inside {@code depth} others. */
  int value(int i, int depth) throws ProtocolException {
    int d = depth;
    int at = i;
    while (true) {
      int b = peek(at);
      if (b == '{' || b == '[') {
        checkDepth(d, at);
        int inside = space(at + 1);
        if (peek(inside) != (b == '{' ? '}' : ']')) {
          open(d++, b == '{');
          at = b == '{' ? name(inside) : inside;
          continue;
        }
        at = inside + 1;
      } else {
        at = scalar(at, b);
      }
      // A value ended: close what it ends, or go on to the next one.
      while (true) {
        if (d == depth) {
          return at;
        }
        at = space(at);
        int next = peek(at);
        boolean object = isObject(d - 1);
        if (next == ',') {
          at = space(at + 1);
          at = object ? name(at) : at;
          break;
        }
        if (next != (object ? '}' : ']')) {
          throw unexpected(at, object ? "',' or '}'" : "',' or ']'");
        }
        at++;
        d--;
      }
    }
  }

  /** The end of the string whose opening quote is at {@code i}. */
  int string(int i) throws ProtocolException {
    if (peek(i) != '"') {
      throw unexpected(i, "a string");
    }
    int at = i + 1;
    while (true) {
      while (at < end && PLAIN[a[at] & 0xff]) {
        at++;
      }
      int b = peek(at);
      if (b == '"') {
        return at + 1;
      }
      if (b != '\\') {
        throw unexpected(at, "an escaped control character");
      }
      at = escape(at + 1);
    }
  }

  /** The byte at {@code i}, unsigned. */
  int peek(int i) throws ProtocolException {
    if (i >= end) {
      throw new ProtocolException(
          ErrorCode.INVALID_JSON, "text ends at byte " + (end - from) + " inside a value");
    }
    return a[i] & 0xff;
  }

  /** The refusal of the byte at {@code i}. */
  ProtocolException unexpected(int i, String expected) {
    String found = i < end ? shown(a[i]) : "end of text";
    return new ProtocolException(
        ErrorCode.INVALID_JSON, found + " at byte " + (i - from) + " (expected: " + expected + ")");
  }

  private static ProtocolException tooLong(String what, int most) {
    return new ProtocolException(
        ErrorCode.INVALID_JSON, what + " (expected: at most " + most + ")");
  }

  private static String shown(byte b) {
    return b > 0x20 && b < 0x7f
        ? "'" + new String(new byte[] {b}, UTF_8) + "'"
        : String.format("0x%02x", b & 0xff);
  }

  private void checkDepth(int depth, int at) throws ProtocolException {
    if (depth >= MAX_DEPTH) {
      throw new ProtocolException(
          ErrorCode.INVALID_JSON,
          "nesting at byte " + (at - from) + " (expected: at most " + MAX_DEPTH + " deep)");
    }
  }

  private void open(int depth, boolean object) {
    if (object) {
      objects[depth >> 6] |= 1L << depth;
    } else {
      objects[depth >> 6] &= ~(1L << depth);
    }
  }

  private boolean isObject(int depth) {
    return (objects[depth >> 6] & 1L << depth) != 0;
  }

  /** Passes a name and its colon; the index of the value. */
  private int name(int i) throws ProtocolException {
    int at = string(i);
    if (at - i - 2 > MAX_NAME_LENGTH) {
      throw tooLong("name of " + (at - i - 2) + " bytes", MAX_NAME_LENGTH);
    }
    return colon(at);
  }

  /** Passes a colon and the space about it; the index of the value. */
  int colon(int i) throws ProtocolException {
    int at = space(i);
    if (peek(at) != ':') {
      throw unexpected(at, "':'");
    }
    return space(at + 1);
  }

  private int scalar(int i, int b) throws ProtocolException {
    return switch (b) {
      case '"' -> text(i);
      case 't' -> literal(i, "true");
      case 'f' -> literal(i, "false");
      case 'n' -> literal(i, "null");
      default -> number(i);
    };
  }

  private int text(int i) throws ProtocolException {
    int at = string(i);
    if (at - i - 2 > MAX_STRING_LENGTH) {
      throw tooLong("string of " + (at - i - 2) + " bytes", MAX_STRING_LENGTH);
    }
    return at;
  }

  private int literal(int i, String text) throws ProtocolException {
    for (int k = 1; k < text.length(); k++) {
      if (i + k >= end || a[i + k] != text.charAt(k)) {
        throw unexpected(i, text);
      }
    }
    return i + text.length();
  }

  private int number(int i) throws ProtocolException {
    int at = a[i] == '-' ? i + 1 : i;
    int whole = digits(at, i);
    if (whole > at + 1 && a[at] == '0') {
      throw unexpected(at, "a number without leading zeros");
    }
    at = whole;
    if (at < end && a[at] == '.') {
      at = digits(at + 1, i);
    }
    if (at < end && (a[at] == 'e' || a[at] == 'E')) {
      at++;
      at = digits(at < end && (a[at] == '+' || a[at] == '-') ? at + 1 : at, i);
    }
    if (at - i > MAX_NUMBER_LENGTH) {
      throw tooLong("number of " + (at - i) + " characters", MAX_NUMBER_LENGTH);
    }
    return at;
  }

  private int digits(int i, int start) throws ProtocolException {
    int at = i;
    while (at < end && a[at] >= '0' && a[at] <= '9') {
      at++;
    }
    if (at == i) {
      throw unexpected(at, at == start ? "a value" : "a digit");
    }
    return at;
  }

  private int escape(int i) throws ProtocolException {
    switch (peek(i)) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
        return i + 1;
      }
      case 'u' -> {
        for (int k = 1; k <= 4; k++) {
          if (Character.digit(peek(i + k), 16) < 0) {
            throw unexpected(i + k, "a hexadecimal digit");
          }
        }
        return i + 5;
      }
      default -> throw unexpected(i, "an escape");
    }
  }
}
