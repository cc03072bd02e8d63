package busway.frame;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes of text in one number, the first byte lowest, tested together.
 *
 * <p>A test sets the highest bit of the first byte that has what it looks for, and of none before
 * it. What it says of the bytes behind that one means nothing: a borrow or a carry may have come
 * from it.
 */
final class Word {

  /** How many bytes a word has. */
  static final int BYTES = Long.BYTES;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;

  private Word() {}

  /** The eight bytes from {@code i} on. */
  static long at(byte[] a, int i) {
    return (long) LONGS.get(a, i);
  }

  /** The four bytes from {@code i} on. */
  static int half(byte[] a, int i) {
    return (int) INTS.get(a, i);
  }

  /** The word whose bytes are the eight ASCII characters. */
  static long of(String text) {
    return at(text.getBytes(ISO_8859_1), 0);
  }

  /** The half of a word whose bytes are the four ASCII characters. */
  static int halfOf(String text) {
    return half(text.getBytes(ISO_8859_1), 0);
  }

  /** Looks for bytes that are not ASCII. */
  static long notAscii(long word) {
    return word & HIGH;
  }

  /** Looks for what may not stand for itself in a JSON string, for its end, and for non-ASCII. */
  static long notPlain(long word) {
    // Flipping bit 1 turns the quote, 0x22, into the neighbour of the control characters.
    long quoteOrControl = (word ^ 0x02 * ONES) - 0x21 * ONES;
    long backslash = (word ^ '\\' * ONES) - ONES;
    return (quoteOrControl | backslash | word) & HIGH;
  }

  /** Looks for backslashes. */
  static long backslash(long word) {
    long zero = word ^ '\\' * ONES;
    return zero - ONES & ~zero & HIGH;
  }

  /** Which byte a test has found. */
  static int first(long found) {
    return Long.numberOfTrailingZeros(found) / Byte.SIZE;
  }
}
