package busway.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import busway.testing.Json;
import busway.testing.Mutations;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The scanner against the parser that reads bodies after it: what passes here fails nowhere. */
class JsonScannerOracleTest {

  private static final Logger log = LoggerFactory.getLogger("busway.testing.Fuzz");
  private static final JsonFactory JACKSON = new JsonFactory();
  private static final int MUTANTS = 40_000;
  private static final long SEED = 20_261_122;
  private static final List<byte[]> SEEDS =
      List.of(
          Json.bytes("{'a':[1,-2.5,3e10,4E-2,0.0,-0],'b':{'c':null,'d':true,'e':false}}"),
          Json.bytes("['','x','\\u00e9\\n\\t\\\\\\/\\b\\f\\r','é€😀','\\ud83d\\ude00','\\ud800']"),
          Json.bytes(" [ { } , [ ] , { 'k' : [ [ [ 1 ] ] ] } ] "),
          Json.bytes("-12345678901234567890.123456789e-12"),
          Json.bytes("'text'"),
          Json.bytes("[true,false,null]"),
          Json.bytes(
              "{'a name of some length':'twenty-four bytes of it','é':'élan, naïve, 😀 and on'}"),
          Json.bytes("['1234567','12345678\\n','1234567\\\\','\u007f234567€12345678']"));

  private final JsonScanner scanner = new JsonScanner();

  @Test
  void agreesWithJacksonOnMutants() {
    long seed = Long.getLong("busway.fuzz.seed", SEED);
    log.info("scanner: -Dbusway.fuzz.seed={}, another one has other mutants", seed);
    Mutations mutations = new Mutations(seed);
    int accepted = 0;
    for (int i = 0; i < MUTANTS; i++) {
      byte[] mutant = mutations.of(SEEDS.get(mutations.below(SEEDS.size())));
      boolean scans = scans(mutant);
      accepted += scans ? 1 : 0;
      if (isPlain(mutant)) {
        assertThat(scans).as("seed %d: %s", seed, show(mutant)).isEqualTo(parses(mutant));
      } else if (scans) {
        assertThat(Utf8.valid(mutant, 0, mutant.length))
            .as("seed %d: %s", seed, show(mutant))
            .isTrue();
        assertThat(parses(mutant)).as("seed %d: %s", seed, show(mutant)).isTrue();
      }
    }
    assertThat(accepted).isBetween(MUTANTS / 50, MUTANTS * 49 / 50);
  }

  /** Jackson takes some bytes for UTF-8 that are not, and looks for other encodings and marks. */
  private static boolean isPlain(byte[] text) {
    for (byte b : text) {
      if (b == 0) {
        return false;
      }
    }
    return Utf8.valid(text, 0, text.length);
  }

  @ParameterizedTest
  @ValueSource(ints = {998, 999, 1_000, 1_001, 1_002})
  void whatIsNestedTooDeepForJacksonIsSoHere(int depth) {
    byte[] nested = Json.bytes(Json.nested(depth));
    assertThat(scans(nested)).isEqualTo(parses(nested)).isEqualTo(depth <= 1_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {999, 1_000, 1_001, 1_002, 1_003})
  void whatPassesHereIsNeverTooLongANumberForJackson(int digits) {
    for (String number :
        List.of(
            "7".repeat(digits),
            "-" + "7".repeat(digits),
            "0." + "7".repeat(digits),
            "7".repeat(digits) + ".5e1",
            "7e" + "1".repeat(digits),
            "7e+" + "0".repeat(digits))) {
      byte[] text = number.getBytes(UTF_8);
      if (scans(text)) {
        assertThat(parses(text)).as(number).isTrue();
      }
    }
    assertThat(scans("7".repeat(digits).getBytes(UTF_8))).isEqualTo(digits <= 1_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {49_999, 50_000, 50_001})
  void whatPassesHereIsNeverTooLongANameForJackson(int length) {
    for (String name : List.of("x".repeat(length), "é".repeat(length), "\\n".repeat(length / 2))) {
      byte[] text = ("[{\"" + name + "\":1}]").getBytes(UTF_8);
      if (scans(text)) {
        assertThat(parses(text)).isTrue();
      }
    }
    assertThat(scans(("{\"" + "x".repeat(length) + "\":1}").getBytes(UTF_8)))
        .isEqualTo(length <= 50_000);
  }

  @Test
  void whatPassesHereIsNeverTooLongAStringForJackson() {
    for (int length : new int[] {20_000_000, 20_000_001}) {
      byte[] text = ("\"" + "x".repeat(length) + "\"").getBytes(UTF_8);
      if (scans(text)) {
        assertThat(parses(text)).as("string of " + length).isTrue();
      }
    }
  }

  private boolean scans(byte[] text) {
    try {
      scanner.text(text, 0, text.length);
      int end = scanner.space(scanner.value(scanner.space(0), 0));
      return end == text.length;
    } catch (ProtocolException e) {
      return false;
    }
  }

  private static boolean parses(byte[] text) {
    try (JsonParser parser = JACKSON.createParser(text)) {
      int depth = 0;
      int values = 0;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        values += depth == 0 ? 1 : 0;
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        read(parser, token);
      }
      return values == 1 && depth == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static void read(JsonParser parser, JsonToken token) throws IOException {
    if (token.isNumeric()) {
      assertThat(parser.getNumberValue()).isNotNull();
    } else if (token == JsonToken.VALUE_STRING) {
      assertThat(parser.getText()).isNotNull();
    }
  }

  private static String show(byte[] text) {
    return new String(text, UTF_8) + " " + java.util.HexFormat.of().formatHex(text);
  }
}
