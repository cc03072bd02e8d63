package busway.websocket;

import static busway.testing.WebSocketClient.BINARY;
import static busway.testing.WebSocketClient.CLOSE;
import static busway.testing.WebSocketClient.PING;
import static busway.testing.WebSocketClient.TEXT;
import static busway.testing.WebSocketClient.concat;
import static busway.testing.WebSocketClient.frame;

import busway.testing.Json;
import busway.testing.Settings;
import busway.testing.TestGateway;
import busway.testing.WebSocketClient;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Violations of RFC 6455: each ends the connection with its code, and no other. */
class WebSocketViolationIT {

  private static final int FIRST_TEXT = 0x01;
  private static final int LAST = 0x80;
  private static final int MAX_FRAME_BYTES = 1_000;
  private static final int MAX_MESSAGE_BYTES = 2_500;
  private static final TestGateway GATEWAY =
      new TestGateway(
          new Settings().maxFrameBytes(MAX_FRAME_BYTES).maxMessageBytes(MAX_MESSAGE_BYTES));

  private final WebSocketClient client = GATEWAY.webSocket();

  @AfterAll
  static void stop() throws Exception {
    GATEWAY.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0x40, 0x20, 0x10, 0x70})
  void aReservedBitIs1002(int bits) {
    client.says(TEXT | bits, "{'type':'ping'}");
    client.hearsClose(1_002, "protocol_error");
    WebSocketClient other = GATEWAY.webSocket();
    other.says(PING | bits, "x").hearsClose(1_002, "protocol_error");
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 6, 7, 0xb, 0xc, 0xd, 0xe, 0xf})
  void aReservedOpcodeIs1002(int opcode) {
    client.says(0x80 | opcode, "x").hearsClose(1_002, "protocol_error");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "80",
        "bf",
        "c0af",
        "c1bf",
        "e080af",
        "f08080af",
        "eda080",
        "edbfbf",
        "f4908080",
        "f5",
        "fe",
        "ff",
        "c3",
        "c328",
        "e282",
        "e28228",
        "f09f98",
        "cebae1bdb9cf83cebcceb5eda080656469746564"
      })
  void textThatIsNotUtf8Is1007(String hex) {
    client.sends(frame(TEXT, HexFormat.of().parseHex(hex)));
    client.hearsClose(1_007, "invalid_utf8");
  }

  @Test
  void badUtf8IsNoticedBeforeTheLastFragment() {
    client.says(FIRST_TEXT, "{'type':'ping',");
    client.sends(frame(0, HexFormat.of().parseHex("e282")));
    client.sends(frame(0, new byte[] {'x'}));
    client.hearsClose(1_007, "invalid_utf8");
  }

  @Test
  void badUtf8IsNoticedInTheFirstFragment() {
    client.sends(frame(FIRST_TEXT, HexFormat.of().parseHex("f4908080")));
    client.hearsClose(1_007, "invalid_utf8");
  }

  @Test
  void aCharacterCutByTheEndOfTheMessageIs1007() {
    client.sends(frame(FIRST_TEXT, HexFormat.of().parseHex("f09f")));
    client.sends(frame(LAST, HexFormat.of().parseHex("98")));
    client.hearsClose(1_007, "invalid_utf8");
  }

  @Test
  void binaryThatIsNotUtf8IsOnlyBadJson() {
    client.sends(frame(BINARY, new byte[] {(byte) 0xff}));
    client.hears(BINARY, "{'type':'err','body':'invalid_json'}").isInSync();
  }

  @Test
  void aFrameWithoutMaskIs1002() {
    client.sends(WebSocketClient.unmasked(TEXT, Json.bytes("{'type':'ping'}")));
    client.hearsClose(1_002, "protocol_error");
  }

  @ParameterizedTest
  @ValueSource(ints = {0x88, 0x89, 0x8a})
  void aControlFrameOf126BytesIs1002(int firstByte) {
    byte[] payload = new byte[126];
    payload[0] = 3;
    payload[1] = (byte) 0xe8;
    client.sends(frame(firstByte, payload)).hearsClose(1_002, "protocol_error");
  }

  @ParameterizedTest
  @ValueSource(ints = {0x08, 0x09, 0x0a})
  void aFragmentOfAControlFrameIs1002(int firstByte) {
    client.sends(frame(firstByte, new byte[0])).hearsClose(1_002, "protocol_error");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 999, 1_004, 1_005, 1_006, 1_015, 1_016, 1_100, 2_999, 5_000, 65_535})
  void aCloseCodeThatNobodyMaySendIs1002(int code) {
    client.sends(frame(CLOSE, new byte[] {(byte) (code >> 8), (byte) code}));
    client.hearsClose(1_002, "protocol_error");
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        1_000, 1_001, 1_002, 1_003, 1_007, 1_008, 1_009, 1_010, 1_011, 1_012, 1_013, 1_014, 3_000,
        3_999, 4_000, 4_999
      })
  void aCloseCodeThatClientsMaySendIsEchoed(int code) {
    client.sends(frame(CLOSE, new byte[] {(byte) (code >> 8), (byte) code, 'x'}));
    client.hearsClose(code, "");
  }

  @Test
  void aCloseFrameOfOneByteIs1002() {
    client.sends(frame(CLOSE, new byte[] {3})).hearsClose(1_002, "protocol_error");
  }

  @Test
  void aReasonThatIsNotUtf8Is1007() {
    client.sends(frame(CLOSE, new byte[] {3, (byte) 0xe8, (byte) 0xed, (byte) 0xa0, (byte) 0x80}));
    client.hearsClose(1_007, "invalid_utf8");
  }

  @ParameterizedTest
  @ValueSource(ints = {0x00, 0x80})
  void aContinuationOfNothingIs1002(int firstByte) {
    client.says(firstByte, "x").hearsClose(1_002, "protocol_error");
  }

  @ParameterizedTest
  @ValueSource(ints = {TEXT, BINARY, 0x01, 0x02})
  void aMessageInsideAMessageIs1002(int firstByte) {
    client.says(FIRST_TEXT, "{").says(firstByte, "x").hearsClose(1_002, "protocol_error");
  }

  @Test
  void aContinuationAfterTheLastFragmentIs1002() {
    client.says(FIRST_TEXT, "{'type':").says(LAST, "'ping'}").says(LAST, "x");
    client.hearsClose(1_002, "protocol_error");
  }

  @Test
  void aFrameThatIsTooLongIs1009() {
    client.sends(frame(TEXT, new byte[MAX_FRAME_BYTES + 1])).hearsClose(1_009, "too_large");
  }

  @ParameterizedTest
  @ValueSource(strings = {"81fe03e9", "81ff0000000080000000", "81ff7fffffffffffffff"})
  void aLengthThatIsTooLongIs1009BeforeThePayloadComes(String header) {
    client.sends(HexFormat.of().parseHex(header)).sends(new byte[4]);
    client.hearsClose(1_009, "too_large");
  }

  @Test
  void aLengthBelowZeroEndsTheConnection() {
    client.sends(HexFormat.of().parseHex("81ffffffffffffffffff")).sends(new byte[4]);
    client.hearsClose(1_002, "protocol_error");
  }

  @Test
  void aMessageThatIsTooLongIs1009() {
    byte[] part = new byte[MAX_FRAME_BYTES];
    java.util.Arrays.fill(part, (byte) ' ');
    client.sends(frame(FIRST_TEXT, part)).sends(frame(0, part)).sends(frame(0, part));
    client.hearsClose(1_009, "too_large");
  }

  @Test
  void fragmentsWithoutEndAre1009() {
    client.sends(frame(FIRST_TEXT, new byte[] {' '}));
    byte[] part = frame(0, " ".repeat(10));
    for (int bytes = 1; bytes <= MAX_MESSAGE_BYTES; bytes += 10) {
      client.sends(part);
    }
    client.hearsClose(1_009, "too_large");
  }

  @Test
  void theLongestMessageIsTaken() {
    String json = "{'type':'send','address':'echo','replyAddress':'r','body':7}";
    int rest = MAX_MESSAGE_BYTES - 2 * MAX_FRAME_BYTES - json.length();
    client.sends(frame(FIRST_TEXT, " ".repeat(MAX_FRAME_BYTES)));
    client.sends(frame(0, " ".repeat(MAX_FRAME_BYTES)));
    client.sends(frame(LAST, json + " ".repeat(rest)));
    client.hears("{'type':'rec','address':'r','body':7}").isInSync();
  }

  @Test
  void whoStillSendsHearsTheCode() {
    byte[] more = frame(BINARY, new byte[500]);
    byte[] all = frame(TEXT | 0x40, "x");
    for (int i = 0; i < 12; i++) {
      all = concat(all, all, more);
    }
    client.sends(all).hearsClose(1_002, "protocol_error");
  }

  @Test
  void nothingAfterAViolationIsHandled() {
    WebSocketClient other = GATEWAY.webSocket().registers("v.after");
    byte[] publish = frame(TEXT, "{'type':'publish','address':'v.after','body':1}");
    client.sends(concat(frame(TEXT | 0x40, "x"), publish));
    client.hearsClose(1_002, "protocol_error");
    other.isInSync();
  }
}
