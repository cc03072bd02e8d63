package busway.frame;

/**
 * UTF-8 as RFC 3629 defines it: no overlong forms, no surrogates, nothing above U+10FFFF. ASCII is
 * passed 32 bytes at a time.
 */
public final class Utf8 {

  private Utf8() {}

  /** Whether {@code a[from, to)} is UTF-8 and ends at the end of a character. */
  public static boolean valid(byte[] a, int from, int to) {
    return validPrefix(a, from, to) == to;
  }

  /**
   * The end of the last whole character of {@code a[from, to)} if what follows it may still become
   * a character, or -1 if it is not UTF-8. What follows is at most three bytes.
   */
  public static int validPrefix(byte[] a, int from, int to) {
    int i = from;
    while (true) {
      i = pastAscii(a, i, to);
      if (i == to) {
        return to;
      }
      int end = pastCharacter(a, i, to);
      if (end <= i) {
        return end == i ? i : -1;
      }
      i = end;
    }
  }

  private static int pastAscii(byte[] a, int from, int to) {
    int i = from;
    while (i <= to - 4 * Word.BYTES && Word.notAscii(fourWords(a, i)) == 0) {
      i += 4 * Word.BYTES;
    }
    while (i <= to - Word.BYTES && Word.notAscii(Word.at(a, i)) == 0) {
      i += Word.BYTES;
    }
    while (i < to && a[i] >= 0) {
      i++;
    }
    return i;
  }

  /** All bits that are set in the four words from {@code i} on. */
  private static long fourWords(byte[] a, int i) {
    return Word.at(a, i)
        | Word.at(a, i + Word.BYTES)
        | Word.at(a, i + 2 * Word.BYTES)
        | Word.at(a, i + 3 * Word.BYTES);
  }

  /** The end of the character at {@code i}; {@code i} itself if cut short; -1 if it is none. */
  static int pastCharacter(byte[] a, int i, int to) {
    int lead = a[i] & 0xff;
    int length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
    if (length == 0) {
      return -1;
    }
    for (int k = 1; k < length; k++) {
      if (i + k == to) {
        return i;
      }
      int b = a[i + k] & 0xff;
      int least = k > 1 ? 0x80 : lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
      int most = k > 1 ? 0xbf : lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
      if (b < least || b > most) {
        return -1;
      }
    }
    return i + length;
  }
}
