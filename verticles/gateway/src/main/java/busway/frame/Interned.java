package busway.frame;

import java.util.Arrays;

/**
 * Strings that come again and again, found by their bytes: an address that was seen before costs no
 * allocation, and its hash is there already. A table of fixed size; a newcomer takes its slot. One
 * loop owns an instance.
 */
final class Interned {

  /** 2^64 divided by the golden ratio: multiplying by it spreads into the highest bits. */
  private static final long SPREAD = 0x9e3779b97f4a7c15L;

  private static final int SLOT_BITS = 10;
  private static final int SLOTS = 1 << SLOT_BITS;
  private static final int MAX_LENGTH = 256;

  private final byte[][] keys = new byte[SLOTS][];
  private final String[] values = new String[SLOTS];

  /** The JSON string whose quotes are about {@code a[from, to)}, decoded. */
  String get(byte[] a, int from, int to) {
    if (to - from > MAX_LENGTH) {
      return JsonText.content(a, from, to);
    }
    int slot = slot(a, from, to);
    byte[] key = keys[slot];
    if (key != null && Arrays.equals(key, 0, key.length, a, from, to)) {
      return values[slot];
    }
    keys[slot] = Arrays.copyOfRange(a, from, to);
    values[slot] = JsonText.content(a, from, to);
    return values[slot];
  }

  /** Eight bytes at a time, the last ones perhaps twice: an address is hashed with every frame. */
  private static int slot(byte[] a, int from, int to) {
    long hash = (long) to - from;
    for (int i = from; i <= to - Word.BYTES; i += Word.BYTES) {
      hash = (hash ^ Word.at(a, i)) * SPREAD;
    }
    return (int) ((hash ^ rest(a, from, to)) * SPREAD >>> Long.SIZE - SLOT_BITS);
  }

  private static long rest(byte[] a, int from, int to) {
    if (to - from >= Word.BYTES) {
      return Word.at(a, to - Word.BYTES);
    }
    long rest = 0;
    for (int i = from; i < to; i++) {
      rest = rest << Byte.SIZE | (a[i] & 0xff);
    }
    return rest;
  }
}
