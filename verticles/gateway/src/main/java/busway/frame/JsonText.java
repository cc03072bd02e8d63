package busway.frame;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/** JSON strings that a scan has found valid, decoded. */
final class JsonText {

  private JsonText() {}

  /** The string whose quotes are at {@code from} and {@code to - 1}. */
  static String string(byte[] a, int from, int to) {
    return content(a, from + 1, to - 1);
  }

  /** The string whose quotes are about {@code a[from, to)}. */
  static String content(byte[] a, int from, int to) {
    String text = new String(a, from, to - from, UTF_8);
    return escaped(a, from, to) ? unescaped(text) : text;
  }

  /** Whether there is an escape in {@code a[from, to)}. */
  static boolean escaped(byte[] a, int from, int to) {
    int i = from;
    for (; i <= to - Word.BYTES; i += Word.BYTES) {
      if (Word.backslash(Word.at(a, i)) != 0) {
        return true;
      }
    }
    for (; i < to; i++) {
      if (a[i] == '\\') {
        return true;
      }
    }
    return false;
  }

  /** The text of any value: a string decoded, anything else as it stands. */
  static String text(byte[] a, int from, int to) {
    return a[from] == '"' ? string(a, from, to) : new String(a, from, to - from, UTF_8);
  }

  /** The bytes at {@code from} to {@code to} for an error message, shortened. */
  static String shown(byte[] a, int from, int to) {
    int most = 64;
    return to - from <= most
        ? new String(a, from, to - from, UTF_8)
        : new String(a, from, most, ISO_8859_1).replaceAll("[^\\x20-\\x7e]", "?") + "...";
  }

  private static String unescaped(String s) {
    StringBuilder text = new StringBuilder(s.length());
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      if (c != '\\') {
        text.append(c);
        continue;
      }
      char escape = s.charAt(++i);
      switch (escape) {
        case 'b' -> text.append('\b');
        case 'f' -> text.append('\f');
        case 'n' -> text.append('\n');
        case 'r' -> text.append('\r');
        case 't' -> text.append('\t');
        case 'u' -> {
          text.append((char) Integer.parseInt(s.substring(i + 1, i + 5), 16));
          i += 4;
        }
        default -> text.append(escape);
      }
    }
    return text.toString();
  }
}
