package busway.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The tokens of JSON text: where each ends, or that it is none. Strings and numbers are passed
 * eight bytes at a time, and UTF-8 is checked where a byte is met that is not ASCII: outside of
 * strings there is none.
 *
 * <p>The bounds are those of the parser that will read a body later (Jackson's defaults), so that a
 * body which passes here never fails there: length of a number, of a name and of a string, the last
 * two in bytes.
 */
abstract sealed class JsonTokens permits JsonScanner {

  static final int MAX_NUMBER_LENGTH = 1_000;
  static final int MAX_NAME_LENGTH = 50_000;
  static final int MAX_STRING_LENGTH = 20_000_000;

  private static final int TRUE = Word.halfOf("true");
  private static final int FALSE = Word.halfOf("alse");
  private static final int NULL = Word.halfOf("null");

  private static final boolean[] SHORT_ESCAPE = new boolean[0x80];

  static {
    for (char c : "\"\\/bfnrt".toCharArray()) {
      SHORT_ESCAPE[c] = true;
    }
  }

  private byte[] a = new byte[0];
  private int from;
  private int end;

  /** Sets the text to {@code a[from, end)}. */
  final void text(byte[] text, int start, int limit) {
    a = text;
    from = start;
    end = limit;
  }

  /** The index of the first byte at or after {@code i} that is no white space. */
  final int space(int i) {
    int at = i;
    while (at < end && (a[at] == ' ' || a[at] == '\n' || a[at] == '\r' || a[at] == '\t')) {
      at++;
    }
    return at;
  }

  /** The same as {@link #space}, quick where there is none. */
  final int token(int i) {
    return i < end && a[i] > ' ' ? i : space(i);
  }

  /** The byte at {@code i}, unsigned. */
  final int peek(int i) throws ProtocolException {
    if (i >= end) {
      throw new ProtocolException(
          ErrorCode.INVALID_JSON, "text ends at byte " + (end - from) + " inside a value");
    }
    return a[i] & 0xff;
  }

  /** The end of the string whose opening quote is at {@code i}. */
  final int string(int i) throws ProtocolException {
    if (peek(i) != '"') {
      throw unexpected(i, "a string");
    }
    int at = plain(i + 1);
    return at < end && a[at] == '"' ? at + 1 : odd(at);
  }

  /** The end of the value at {@code i}, which begins with {@code b} and contains no others. */
  final int scalar(int i, int b) throws ProtocolException {
    return switch (b) {
      case 't' -> literal(i, i, TRUE, "true");
      case 'f' -> literal(i, i + 1, FALSE, "false");
      case 'n' -> literal(i, i, NULL, "null");
      default -> number(i);
    };
  }

  /** The refusal of the byte at {@code i}. */
  final ProtocolException unexpected(int i, String expected) {
    String found = i < end ? shown(a[i]) : "end of text";
    return new ProtocolException(
        ErrorCode.INVALID_JSON, found + " at byte " + (i - from) + " (expected: " + expected + ")");
  }

  /** The refusal of a container at {@code i}. */
  final ProtocolException tooDeep(int i, int most) {
    return tooLong("nesting at byte " + (i - from), most + " deep");
  }

  static ProtocolException tooLong(String what, Object most) {
    return new ProtocolException(
        ErrorCode.INVALID_JSON, what + " (expected: at most " + most + ")");
  }

  static ProtocolException notUtf8() {
    return new ProtocolException(ErrorCode.INVALID_JSON, "bytes are not UTF-8");
  }

  private static String shown(byte b) {
    return b > 0x20 && b < 0x7f
        ? "'" + new String(new byte[] {b}, UTF_8) + "'"
        : String.format("0x%02x", b & 0xff);
  }

  /** The first byte at or after {@code i} that is not plain text of a string. */
  private int plain(int i) {
    int at = i;
    for (; at <= end - Word.BYTES; at += Word.BYTES) {
      long found = Word.notPlain(Word.at(a, at));
      if (found != 0) {
        return at + Word.first(found);
      }
    }
    while (at < end && a[at] >= ' ' && a[at] != '"' && a[at] != '\\') {
      at++;
    }
    return at;
  }

  /** The end of a string that goes on at {@code i} with what is not plain. */
  private int odd(int i) throws ProtocolException {
    int at = i;
    while (true) {
      int b = peek(at);
      if (b == '"') {
        return at + 1;
      } else if (b == '\\') {
        at = escape(at + 1);
      } else if (b < ' ') {
        throw unexpected(at, "an escaped control character");
      } else if (b < 0x80) {
        at = plain(at);
      } else {
        at = character(at);
      }
    }
  }

  /** Passes a character that is not ASCII, or refuses what is none. */
  private int character(int i) throws ProtocolException {
    int at = Utf8.pastCharacter(a, i, end);
    if (at <= i) {
      throw notUtf8();
    }
    return at;
  }

  final int text(int i) throws ProtocolException {
    int at = string(i);
    if (at - i - 2 > MAX_STRING_LENGTH) {
      throw tooLong("string of " + (at - i - 2) + " bytes", MAX_STRING_LENGTH);
    }
    return at;
  }

  /** Passes a literal whose last four bytes are at {@code half}. */
  private int literal(int i, int half, int expected, String text) throws ProtocolException {
    if (half > end - Integer.BYTES || Word.half(a, half) != expected) {
      throw unexpected(i, text);
    }
    return half + Integer.BYTES;
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
    int at = pastDigits(i);
    if (at == i) {
      throw unexpected(at, at == start ? "a value" : "a digit");
    }
    return at;
  }

  private int pastDigits(int i) {
    int at = i;
    while (at < end && a[at] >= '0' && a[at] <= '9') {
      at++;
    }
    return at;
  }

  private int escape(int i) throws ProtocolException {
    int b = peek(i);
    if (b < 0x80 && SHORT_ESCAPE[b]) {
      return i + 1;
    }
    if (b != 'u') {
      throw unexpected(i, "an escape");
    }
    for (int k = 1; k <= 4; k++) {
      if (Character.digit(peek(i + k), 16) < 0) {
        throw unexpected(i + k, "a hexadecimal digit");
      }
    }
    return i + 5;
  }
}
