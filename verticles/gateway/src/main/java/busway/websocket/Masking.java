package busway.websocket;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The masking of RFC 6455 section 5.3, which is its own inverse. */
final class Masking {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private Masking() {}

  /** Applies the key to {@code a[0, length)}, eight bytes at a time. */
  static void apply(byte[] a, int length, int key) {
    if (key == 0) {
      return;
    }
    long twice = (long) key << Integer.SIZE | key & 0xffffffffL;
    int i = 0;
    for (; i <= length - Long.BYTES; i += Long.BYTES) {
      LONGS.set(a, i, (long) LONGS.get(a, i) ^ twice);
    }
    for (; i < length; i++) {
      a[i] ^= (byte) (key >> 24 - Byte.SIZE * (i & 3));
    }
  }
}
