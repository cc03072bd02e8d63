package busway.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * Strings that come again and again, found by their bytes: an address that was seen before costs no
 * allocation, and its hash is there already. A table of fixed size; a newcomer takes its slot. One
 * loop owns an instance.
 */
final class Interned {

  private static final int SLOTS = 1_024;
  private static final int MAX_LENGTH = 256;

  private final byte[][] keys = new byte[SLOTS][];
  private final String[] values = new String[SLOTS];

  /** The string of {@code a[from, to)}. */
  String get(byte[] a, int from, int to) {
    if (to - from > MAX_LENGTH) {
      return new String(a, from, to - from, UTF_8);
    }
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = hash * 31 + a[i];
    }
    int slot = (hash ^ hash >>> 15) & SLOTS - 1;
    byte[] key = keys[slot];
    if (key != null && Arrays.equals(key, 0, key.length, a, from, to)) {
      return values[slot];
    }
    keys[slot] = Arrays.copyOfRange(a, from, to);
    values[slot] = new String(a, from, to - from, UTF_8);
    return values[slot];
  }
}
