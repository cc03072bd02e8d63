package busway.websocket;

import static busway.testing.WebSocketClient.BINARY;
import static busway.testing.WebSocketClient.PING;
import static busway.testing.WebSocketClient.PONG;
import static busway.testing.WebSocketClient.TEXT;
import static busway.testing.WebSocketClient.concat;
import static busway.testing.WebSocketClient.frame;
import static org.assertj.core.api.Assertions.assertThat;

import busway.testing.Json;
import busway.testing.TestGateway;
import busway.testing.WebSocketClient;
import busway.testing.WebSocketClient.Received;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Messages in WebSocket frames: opcodes, fragments and control frames between them. */
class WebSocketFrameIT {

  private static final int FIRST_TEXT = 0x01;
  private static final int FIRST_BINARY = 0x02;
  private static final int MIDDLE = 0x00;
  private static final int LAST = 0x80;
  private static final String ECHO =
      "{'type':'send','address':'echo','replyAddress':'r','body':['%s']}";
  private static final String ANSWER = "{'type':'rec','address':'r','body':['%s']}";
  private static final TestGateway GATEWAY = new TestGateway();

  private final WebSocketClient client = GATEWAY.webSocket();

  @AfterAll
  static void stop() throws Exception {
    GATEWAY.close();
  }

  @Test
  void theOpcodeOfTheClientIsMirrored() {
    client.says(TEXT, ECHO.formatted("t")).hears(TEXT, ANSWER.formatted("t"));
    client.says(BINARY, ECHO.formatted("b")).hears(BINARY, ANSWER.formatted("b"));
    client.says(BINARY, "{'type':'register','address':'f.mirror'}").isInSync();
    GATEWAY.bus().publish("f.mirror", 1);
    client.hears(BINARY, "{'type':'rec','address':'f.mirror','body':1}");
    client.says(TEXT, "{'type':'ping'}").isInSync();
    GATEWAY.bus().publish("f.mirror", 2);
    client.hears(TEXT, "{'type':'rec','address':'f.mirror','body':2}");
  }

  @Test
  void eachSubscriberIsWrittenToInItsOwnOpcode() {
    WebSocketClient[] clients = new WebSocketClient[6];
    for (int i = 0; i < clients.length; i++) {
      int opcode = i % 3 == 0 ? BINARY : TEXT;
      clients[i] = GATEWAY.webSocket();
      clients[i].says(opcode, "{'type':'register','address':'f.each'}").isInSync();
    }
    GATEWAY.bus().publish("f.each", "x");
    for (int i = 0; i < clients.length; i++) {
      clients[i].hears(i % 3 == 0 ? BINARY : TEXT, "{'type':'rec','address':'f.each','body':'x'}");
    }
  }

  @Test
  void aMessageMayComeInFragments() {
    byte[] json = Json.bytes(ECHO.formatted("é😀"));
    for (int at = 0; at <= json.length; at++) {
      client.sends(frame(FIRST_TEXT, Arrays.copyOf(json, at)));
      client.sends(frame(LAST, Arrays.copyOfRange(json, at, json.length)));
      client.hears(ANSWER.formatted("é😀"));
    }
  }

  @Test
  void fragmentsOfOneByteAreFragments() {
    byte[] json = Json.bytes(ECHO.formatted("é😀"));
    client.sends(frame(FIRST_BINARY, new byte[0]));
    for (byte b : json) {
      client.sends(frame(MIDDLE, new byte[] {b}));
    }
    client.sends(frame(LAST, new byte[0])).hears(BINARY, ANSWER.formatted("é😀"));
  }

  @Test
  void controlFramesMayComeBetweenFragments() {
    byte[] json = Json.bytes(ECHO.formatted("x"));
    client.sends(frame(FIRST_TEXT, Arrays.copyOf(json, 10)));
    client.isInSync();
    client.sends(frame(PONG, "nobody asked"));
    client.sends(frame(MIDDLE, Arrays.copyOfRange(json, 10, 20)));
    client.sends(frame(PING, "")).hears(PONG, "");
    client.sends(frame(LAST, Arrays.copyOfRange(json, 20, json.length)));
    client.hears(ANSWER.formatted("x"));
  }

  @Test
  void aPingIsAnsweredWithWhatItBrought() {
    byte[] most = new byte[125];
    Arrays.fill(most, (byte) 0xfe);
    client.sends(frame(PING, most));
    Received pong = client.next();
    assertThat(pong.firstByte()).isEqualTo(PONG);
    assertThat(pong.payload()).isEqualTo(most);
  }

  @Test
  void framesMayComeInAnyPieces() {
    byte[] all = {};
    for (int i = 0; i < 300; i++) {
      all = concat(all, frame(TEXT, ECHO.formatted(i)));
    }
    for (int from = 0; from < all.length; from += 997) {
      client.sends(Arrays.copyOfRange(all, from, Math.min(all.length, from + 997)));
    }
    for (int i = 0; i < 300; i++) {
      client.hears(ANSWER.formatted(i));
    }
    for (byte b : frame(TEXT, ECHO.formatted("slow"))) {
      client.sends(b);
    }
    client.hears(ANSWER.formatted("slow"));
  }

  @Test
  void lengthsOfEverySizeAreReadAndWritten() {
    for (int length : new int[] {0, 60, 61, 62, 63, 64, 65, 66, 67, 125, 126, 127, 65_400}) {
      String body = "x".repeat(length);
      client.says(ECHO.formatted(body)).hears(ANSWER.formatted(body));
    }
  }

  @Test
  void aMessageOver64KiBLeavesInFragmentsOf64KiB() {
    String body = "0123456789".repeat(20_000);
    client.says(BINARY, ECHO.formatted(body));
    String whole = Json.text(ANSWER.formatted(body));
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < whole.length(); at += 65_536) {
      Received part = client.next();
      boolean last = at + 65_536 >= whole.length();
      assertThat(part.firstByte()).isEqualTo((at == 0 ? FIRST_BINARY : 0) | (last ? LAST : 0));
      assertThat(part.payload()).hasSize(last ? whole.length() - at : 65_536);
      text.append(part.text());
    }
    assertThat(text.toString()).isEqualTo(whole);
    client.isInSync();
  }

  @Test
  void aMessageOfExactly64KiBIsOneFrame() {
    int rest = 65_536 - ANSWER.formatted("").length();
    client.says(ECHO.formatted("x".repeat(rest))).hears(ANSWER.formatted("x".repeat(rest)));
  }

  @Test
  void closingIsAnsweredWithTheSameCode() {
    client.saysGoodbye();
    WebSocketClient own = GATEWAY.webSocket();
    own.sends(frame(WebSocketClient.CLOSE, new byte[] {0x0f, (byte) 0xa0, 'b', 'y', 'e'}));
    own.hearsClose(4_000, "");
    WebSocketClient silent = GATEWAY.webSocket();
    silent.sends(frame(WebSocketClient.CLOSE, new byte[0]));
    assertThat(silent.next()).matches(f -> f.firstByte() == 0x88 && f.payload().length == 0);
    silent.http().hearsTheEnd();
  }
}
