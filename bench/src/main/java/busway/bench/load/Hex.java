package busway.bench.load;

import java.nio.charset.StandardCharsets;

/** Numbers as 16 hexadecimal digits, which can be written over one another in place. */
final class Hex {

  /** Digits of a number. */
  static final int DIGITS = 16;

  private static final byte[] OF = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private Hex() {}

  static void write(long value, byte[] bytes, int offset) {
    for (int i = 0; i < DIGITS; i++) {
      bytes[offset + i] = OF[(int) (value >>> (60 - 4 * i)) & 15];
    }
  }

  /** The number that is there, or -1; numbers with the highest bit set are never written. */
  static long read(byte[] bytes, int offset, int end) {
    if (end - offset < DIGITS) {
      return -1;
    }
    long value = 0;
    for (int i = offset; i < offset + DIGITS; i++) {
      int digit = Character.digit(bytes[i], 16);
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }
}
