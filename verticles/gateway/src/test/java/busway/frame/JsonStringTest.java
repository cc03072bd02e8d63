package busway.frame;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import busway.testing.WebSocketClient;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Strings of every length about the eight bytes that are passed at a time. */
final class JsonStringTest {

  private static final int LONGEST = 40;
  private static final byte[] BEHIND = "\"\\\"}]garbage\"".getBytes(UTF_8);

  private final JsonScanner scanner = new JsonScanner();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "!",
        "#",
        "[",
        "]",
        "~",
        "\u007f",
        "é",
        "ß",
        "\u0080",
        "\u07ff",
        "\u0800",
        "€",
        "\ud7ff",
        "\ue000",
        "\uffff",
        "😀",
        "\udbff\udfff",
        "é€😀é",
        "\\\"",
        "\\\\",
        "\\/",
        "\\b",
        "\\n",
        "\\u0000",
        "\\ud83d\\ude00",
        "\\ud800",
        "\\\\\\\"",
        "\\\"é\\\""
      })
  void whatMayStandInAStringMayStandAnywhereInIt(String piece) throws ProtocolException {
    byte[] odd = piece.getBytes(UTF_8);
    for (int before = 0; before < LONGEST; before++) {
      for (int after = 0; after < LONGEST; after += after < 10 ? 1 : 7) {
        byte[] text = text(before, odd, after);
        scanner.text(text, before, text.length - BEHIND.length);
        assertThat(scanner.string(before))
            .as("%d before, %d after", before, after)
            .isEqualTo(text.length - BEHIND.length);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00",
        "09",
        "0a",
        "1f",
        "80",
        "bf",
        "c0af",
        "c1bf",
        "c3",
        "c328",
        "e0809f",
        "e282",
        "e28228",
        "eda080",
        "edbfbf",
        "f08080af",
        "f09f98",
        "f4908080",
        "f5",
        "ff",
        "c3a9ff",
        "5c61",
        "5c75313233",
        "5c7531323367",
        "5c0a",
        "5cc3a9",
        "22",
        "5c2222"
      })
  void whatMayNotStandInAStringMayStandNowhereInIt(String hex) {
    byte[] odd = HexFormat.of().parseHex(hex);
    for (int before = 0; before < LONGEST; before++) {
      for (int after = 0; after < LONGEST; after += after < 10 ? 1 : 7) {
        byte[] text = text(before, odd, after);
        assertThat(isWhole(text, before, text.length - BEHIND.length))
            .as("%d before, %d after", before, after)
            .isFalse();
      }
    }
  }

  @Test
  void aStringThatIsCutIsRefusedWhateverStandsBehindIt() {
    byte[] whole = "\"plain text é and \\n more of it 😀\"".getBytes(UTF_8);
    for (int end = 0; end < whole.length; end++) {
      byte[] cut = Arrays.copyOf(whole, end);
      byte[] followed = WebSocketClient.concat(cut, BEHIND);
      assertThat(refusal(cut, end)).isEqualTo(refusal(followed, end)).isNotEmpty();
    }
  }

  @Test
  void everyByteIsJudgedAsTheStandardSays() {
    for (int b = 0; b < 256; b++) {
      byte[] text = ("\"" + "x".repeat(11) + (char) b + "\"").getBytes(ISO_8859_1);
      boolean stands = b >= 0x20 && b < 0x80 && b != '"' && b != '\\';
      assertThat(isWhole(text, 0, text.length)).as("0x%02x", b).isEqualTo(stands);
    }
  }

  /** As many bytes before the string as in it before what is odd, so that both ends wander. */
  private static byte[] text(int before, byte[] odd, int after) {
    return WebSocketClient.concat(
        "\\".repeat(before).getBytes(UTF_8),
        ("\"" + "x".repeat(before)).getBytes(UTF_8),
        odd,
        ("y".repeat(after) + "\"").getBytes(UTF_8),
        BEHIND);
  }

  private boolean isWhole(byte[] text, int from, int to) {
    try {
      scanner.text(text, from, to);
      return scanner.string(from) == to;
    } catch (ProtocolException e) {
      return false;
    }
  }

  private String refusal(byte[] text, int to) {
    scanner.text(text, 0, to);
    return catchThrowableOfType(ProtocolException.class, () -> scanner.string(0)).getMessage();
  }
}
