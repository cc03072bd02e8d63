package busway.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class Utf8Test {

  @Test
  void agreesWithTheJdkOnEveryCodePoint() {
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE) {
        byte[] bytes = Character.toString(codePoint).getBytes(UTF_8);
        assertThat(Utf8.valid(bytes, 0, bytes.length)).as("U+%x", codePoint).isTrue();
        for (int cut = 1; cut < bytes.length; cut++) {
          assertThat(Utf8.validPrefix(bytes, 0, cut)).isZero();
        }
      }
    }
  }

  @Test
  void agreesWithTheJdkOnRandomBytes() {
    Random random = new Random(7);
    for (int i = 0; i < 200_000; i++) {
      byte[] bytes = new byte[1 + random.nextInt(12)];
      random.nextBytes(bytes);
      for (int k = 0; k < bytes.length; k++) {
        bytes[k] = random.nextInt(3) == 0 ? (byte) (0x80 | bytes[k] & 0x3f) : bytes[k];
      }
      assertThat(Utf8.valid(bytes, 0, bytes.length)).as("%s", i).isEqualTo(jdk(bytes));
    }
  }

  @Test
  void findsABadByteBehindALongRunOfAscii() {
    for (int at = 0; at < 40; at++) {
      byte[] bytes = "a".repeat(40).getBytes(UTF_8);
      bytes[at] = (byte) 0xc0;
      assertThat(Utf8.validPrefix(bytes, 0, bytes.length)).isEqualTo(-1);
    }
  }

  private static boolean jdk(byte[] bytes) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
