package busway.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import busway.frame.WebSocketFrameCodec.Framing;
import io.vertx.core.MultiMap;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FrameCodecTest {

  private static final MultiMap TWICE =
      MultiMap.caseInsensitiveMultiMap().add("h", "1").add("h", "2");

  private final FrameCodec tcp = new TcpFrameCodec();
  private final FrameCodec web = new WebSocketFrameCodec(Framing.NONE);

  @Test
  void tcpWritesMessagesInTheBridgesOrder() {
    assertTcp(
        new Frame.Message("r1", null, TWICE, bytes("{\"a\":1}"), true),
        "{'type':'message','address':'r1','headers':{'h':'2'},'body':{'a':1},'send':true}");
    assertTcp(
        new Frame.Message("r1", null, null, null, true),
        "{'type':'message','address':'r1','headers':{},'send':true}");
    assertTcp(
        new Frame.Message("topic", null, null, bytes("\"s\""), false),
        "{'type':'message','address':'topic','headers':{},'body':'s','send':false}");
    assertTcp(
        new Frame.Message("r1", "__vertx.reply.8", null, bytes("\"q\""), true),
        "{'type':'message','address':'r1','replyAddress':'__vertx.reply.8','headers':{},"
            + "'body':'q','send':true}");
  }

  @Test
  void tcpWritesFailuresRefusalsAndPongsAsTheBridgeDoes() {
    assertTcp(
        new Frame.Failure("r1", "fail", 42, "RECIPIENT_FAILURE", "nope"),
        "{'type':'err','address':'r1','sourceAddress':'fail','failureCode':42,"
            + "'failureType':'RECIPIENT_FAILURE','message':'nope'}");
    assertTcp(
        new Frame.Failure("r1", "fail", 42, "RECIPIENT_FAILURE", null),
        "{'type':'err','address':'r1','sourceAddress':'fail','failureCode':42,"
            + "'failureType':'RECIPIENT_FAILURE','message':null}");
    assertTcp(
        new Frame.Refusal(ErrorCode.ACCESS_DENIED, "whatever"),
        "{'type':'err','message':'access_denied'}");
    assertTcp(
        new Frame.Refusal(ErrorCode.INVALID_JSON, "'x' at byte 3"),
        "{'type':'err','message':'invalid_json: 'x' at byte 3'}".replace("'x'", "\u0001"),
        "\u0001",
        "'x'");
    assertTcp(Frame.PONG, "{'type':'pong'}");
  }

  @Test
  void webWritesMessagesInTheBridgesOrder() {
    assertWeb(
        new Frame.Message("r1", "q", TWICE, bytes("{\"a\":1}"), true),
        "{'type':'rec','address':'r1','body':{'a':1},'replyAddress':'q',"
            + "'headers':{'h':['1','2']}}");
    assertWeb(
        new Frame.Message(
            "topic", null, MultiMap.caseInsensitiveMultiMap().add("k", "v"), null, false),
        "{'type':'rec','address':'topic','body':null,'headers':{'k':'v'}}");
    assertWeb(
        new Frame.Failure("r1", "fail", 42, "RECIPIENT_FAILURE", "nope"),
        "{'type':'err','address':'r1','failureCode':42,'failureType':'RECIPIENT_FAILURE',"
            + "'message':'nope'}");
    assertWeb(
        new Frame.Refusal(ErrorCode.INVALID_JSON, "whatever"),
        "{'type':'err','body':'invalid_json'}");
    assertWeb(
        new Frame.Refusal(ErrorCode.INVALID_HEADERS, "headers: 5"),
        "{'type':'err','body':'invalid_headers: headers: 5'}");
  }

  @Test
  void stringsAreEscapedAsJsonWants() {
    String nasty = "\"\\/\b\f\n\r\t\u0001\u001f\u007fé\u2028😀\ud800!";
    FrameBuffer out = web.encode(new Frame.Message(nasty, null, null, null, true));
    String json = new String(out.array(), out.start(), out.length(), UTF_8);
    assertThat(json).contains("\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\u007fé\u2028😀\\ud800!\"");
    assertThat(new io.vertx.core.json.JsonObject(json).getString("address")).isEqualTo(nasty);
  }

  @Test
  void tcpWritesTheLastOfEachNameWhereverAndHoweverManyThereAre() {
    for (int count = 1; count < 20; count++) {
      for (int twice = 0; twice < count; twice++) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        StringBuilder json = new StringBuilder();
        for (int i = 0; i < count; i++) {
          headers.add("h" + i, "v");
          json.append(i == 0 ? "" : ",").append("'h").append(i).append("':");
          json.append(i == twice ? "'w'" : "'v'");
        }
        headers.add("h" + twice, "w");
        assertTcp(
            new Frame.Message("a", null, headers, null, true),
            "{'type':'message','address':'a','headers':{" + json + "},'send':true}");
      }
    }
  }

  @Test
  void tcpTellsNamesApartByCaseAsTheBridgeDoes() {
    assertTcp(
        new Frame.Message(
            "a", null, MultiMap.caseInsensitiveMultiMap().add("h", "1").add("H", "2"), null, true),
        "{'type':'message','address':'a','headers':{'h':'1','H':'2'},'send':true}");
  }

  @Test
  void headersOfOneFrameAreNotInTheNext() {
    MultiMap many = MultiMap.caseInsensitiveMultiMap();
    for (int i = 0; i < 100; i++) {
      many.add("h" + i, "v");
    }
    for (MultiMap before : List.of(TWICE, many)) {
      tcp.encode(new Frame.Message("a", null, before, null, true));
      assertTcp(
          new Frame.Message(
              "a",
              null,
              MultiMap.caseInsensitiveMultiMap().add("k", "1").add("h", "2"),
              null,
              true),
          "{'type':'message','address':'a','headers':{'k':'1','h':'2'},'send':true}");
    }
  }

  @Test
  void oneFrameIsEncodedOnceForAll() {
    Frame.Outbound frame = new Frame.Message("a", null, null, bytes("1"), false);
    byte[] first = tcp.encode(frame).array();
    assertThat(tcp.encode(frame).array()).isSameAs(first);
    assertThat(tcp.encodings()).isEqualTo(1);
    tcp.encode(new Frame.Message("a", null, null, bytes("1"), false));
    assertThat(tcp.encodings()).isEqualTo(2);
  }

  @Test
  void webSocketHeadersHaveTheShortestLength() {
    assertHeader(0, 0x82, 38);
    assertHeader(100, 0x82, 126, 0, 138);
    assertHeader(65_400, 0x82, 126, 0xff, 0x9e);
  }

  @Test
  void messagesOver64KiBLeaveInFragments() {
    FrameCodec text = new WebSocketFrameCodec(Framing.TEXT);
    byte[] body = bytes("\"" + "x".repeat(150_000) + "\"");
    FrameBuffer out = text.encode(new Frame.Message("a", null, null, body, false));
    ByteBuffer bytes = ByteBuffer.wrap(out.array(), out.start(), out.length());
    assertThat(fragment(bytes)).containsExactly(0x01, 65_536);
    assertThat(fragment(bytes)).containsExactly(0x00, 65_536);
    assertThat(fragment(bytes)).containsExactly(0x80, 150_002 + 36 - 2 * 65_536);
    assertThat(bytes.hasRemaining()).isFalse();
  }

  private static int[] fragment(ByteBuffer bytes) {
    int first = bytes.get() & 0xff;
    int length = bytes.get() & 0xff;
    length = length == 126 ? bytes.getShort() & 0xffff : length;
    length = length == 127 ? (int) bytes.getLong() : length;
    bytes.position(bytes.position() + length);
    return new int[] {first, length};
  }

  private static void assertHeader(int bodyLength, int... header) {
    FrameCodec binary = new WebSocketFrameCodec(Framing.BINARY);
    byte[] body = bytes("\"" + "x".repeat(bodyLength) + "\"");
    FrameBuffer out = binary.encode(new Frame.Message("a", null, null, body, false));
    for (int i = 0; i < header.length; i++) {
      assertThat(out.array()[out.start() + i] & 0xff).as("byte %d", i).isEqualTo(header[i]);
    }
    assertThat(out.array()[out.start() + header.length]).isEqualTo((byte) '{');
    assertThat(out.length()).isEqualTo(header.length + 38 + bodyLength);
  }

  private void assertTcp(Frame.Outbound frame, String json, String... replaced) {
    String expected = json.replace('\'', '"');
    for (int i = 0; i < replaced.length; i += 2) {
      expected = expected.replace(replaced[i], replaced[i + 1]);
    }
    FrameBuffer out = tcp.encode(frame);
    byte[] bytes = Arrays.copyOfRange(out.array(), out.start(), out.end());
    assertThat(ByteBuffer.wrap(bytes).getInt()).isEqualTo(bytes.length - 4);
    assertThat(new String(bytes, 4, bytes.length - 4, UTF_8)).isEqualTo(expected);
  }

  private void assertWeb(Frame.Outbound frame, String json) {
    FrameBuffer out = web.encode(frame);
    assertThat(new String(out.array(), out.start(), out.length(), UTF_8))
        .isEqualTo(json.replace('\'', '"'));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
