package busway.frame;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.IntPredicate;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

final class WordTest {

  private final Random random = new Random(11);

  @Test
  void theFirstByteThatIsNotPlainIsFound() {
    assertFinds(Word::notPlain, b -> b < 0x20 || b == '"' || b == '\\' || b >= 0x80);
  }

  @Test
  void theFirstByteThatIsNotAsciiIsFound() {
    assertFinds(Word::notAscii, b -> b >= 0x80);
  }

  @Test
  void theFirstBackslashIsFound() {
    assertFinds(Word::backslash, b -> b == '\\');
  }

  @Test
  void theFirstByteIsTheLowest() {
    byte[] text = "..12345678..".getBytes(ISO_8859_1);
    assertThat(Word.at(text, 2)).isEqualTo(Word.of("12345678")).isEqualTo(0x3837363534333231L);
    assertThat(Word.half(text, 2)).isEqualTo(Word.halfOf("1234")).isEqualTo(0x34333231);
  }

  /** Every byte value at every place, before it bytes that are not looked for, behind it any. */
  private void assertFinds(LongUnaryOperator test, IntPredicate sought) {
    byte[] bytes = new byte[Word.BYTES];
    for (int round = 0; round < 32; round++) {
      for (int place = 0; place < bytes.length; place++) {
        for (int value = 0; value < 256; value++) {
          random.nextBytes(bytes);
          for (int i = 0; i < place; i++) {
            bytes[i] = unsought(sought);
          }
          bytes[place] = (byte) value;
          assertThat(first(test.applyAsLong(Word.at(bytes, 0))))
              .as("%s", java.util.HexFormat.of().formatHex(bytes))
              .isEqualTo(first(bytes, sought));
        }
      }
    }
  }

  private byte unsought(IntPredicate sought) {
    int b = random.nextInt(256);
    while (sought.test(b)) {
      b = random.nextInt(256);
    }
    return (byte) b;
  }

  private static int first(long found) {
    return found == 0 ? Word.BYTES : Word.first(found);
  }

  private static int first(byte[] bytes, IntPredicate sought) {
    int i = 0;
    while (i < bytes.length && !sought.test(bytes[i] & 0xff)) {
      i++;
    }
    return i;
  }
}
