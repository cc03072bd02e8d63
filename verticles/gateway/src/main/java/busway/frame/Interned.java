package busway.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Strings that come again and again, found by their bytes: an address that was seen before costs no
 * allocation, and its hash is there already. A table of fixed size; a newcomer takes its slot. One
 * loop owns an instance.
 */
final class Interned {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** 2^64 divided by the golden ratio: multiplying by it spreads into the highest bits. */
  private static final long SPREAD = 0x9e3779b97f4a7c15L;

  private static final int SLOT_BITS = 10;
  private static final int SLOTS = 1 << SLOT_BITS;
  private static final int MAX_LENGTH = 256;

  private final byte[][] keys = new byte[SLOTS][];
  private final String[] values = new String[SLOTS];

  /** The string of {@code a[from, to)}. */
  String get(byte[] a, int from, int to) {
    if (to - from > MAX_LENGTH) {
      return new String(a, from, to - from, UTF_8);
    }
    int slot = slot(a, from, to);
    byte[] key = keys[slot];
    if (key != null && Arrays.equals(key, 0, key.length, a, from, to)) {
      return values[slot];
    }
    keys[slot] = Arrays.copyOfRange(a, from, to);
    values[slot] = new String(a, from, to - from, UTF_8);
    return values[slot];
  }

  /** Eight bytes at a time: an address is hashed with every frame. */
  private static int slot(byte[] a, int from, int to) {
    long hash = (long) to - from;
    int i = from;
    for (; i + Long.BYTES <= to; i += Long.BYTES) {
      hash = (hash ^ (long) LONGS.get(a, i)) * SPREAD;
    }
    long rest = 0;
    for (; i < to; i++) {
      rest = rest << Byte.SIZE | (a[i] & 0xff);
    }
    return (int) ((hash ^ rest) * SPREAD >>> Long.SIZE - SLOT_BITS);
  }
}
