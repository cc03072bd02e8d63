package busway.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class MaskingTest {

  @Test
  void eachByteIsXoredWithItsByteOfTheKey() {
    Random random = new Random(3);
    for (int length = 0; length < 70; length++) {
      for (int key : new int[] {0, 1, -1, 0x80000000, 0x12345678, random.nextInt()}) {
        byte[] bytes = new byte[length + 3];
        random.nextBytes(bytes);
        byte[] expected = bytes.clone();
        for (int i = 0; i < length; i++) {
          expected[i] ^= (byte) (key >>> 8 * (3 - i % 4));
        }
        Masking.apply(bytes, length, key);
        assertThat(bytes).as("length %d, key %08x", length, key).isEqualTo(expected);
      }
    }
  }
}
