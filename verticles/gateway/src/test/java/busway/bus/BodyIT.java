package busway.bus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import busway.testing.Json;
import busway.testing.TcpClient;
import busway.testing.TestGateway;
import busway.testing.Wait;
import busway.testing.WebSocketClient;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies on their way from client to verticle to client. */
class BodyIT {

  private static final TestGateway GATEWAY = new TestGateway();
  private static final LinkedBlockingQueue<Message<Object>> SEEN = new LinkedBlockingQueue<>();

  private final TcpClient tcp = GATEWAY.tcp();
  private final WebSocketClient webSocket = GATEWAY.webSocket();

  static {
    GATEWAY.bus().consumer("seen", SEEN::add);
  }

  @AfterAll
  static void stop() throws Exception {
    GATEWAY.close();
  }

  static Stream<String> structures() {
    return Stream.of(
        "{}",
        "[]",
        "{ }",
        "[ \t\r\n]",
        "{\"n\":1.50,\"e\":1E+2,\"z\":-0,\"f\":0.10e-0}",
        "{\"z\":1,\"a\":{\"y\":2,\"b\":[ 3 , 4 ]}}",
        "[9223372036854775807,-9223372036854775808,18446744073709551616,0.1234567890123456789]",
        "[" + "7".repeat(1_000) + "]",
        "{\"u\":\"\\u0041\\/\\b\\f\\n\\r\\t\\\\\\\"\",\"\\u006b\":\"ü€😀\\ud83d\\ude00\"}",
        "{\"lone\":\"\\ud800\",\"swapped\":\"\\ude00\\ud83d\"}",
        "{\"dup\":1,\"dup\":2}",
        "[null,true,false,\"\",0]",
        "[\"" + "x".repeat(200_000) + "\"]",
        Json.nested(999));
  }

  static Stream<String> scalars() {
    return Stream.of(
        "1.50",
        "-0",
        "1e2",
        "0",
        "9223372036854775807",
        "18446744073709551616",
        "true",
        "false",
        "\"\"",
        "\"\\u0041\"",
        "\"ü€😀\"",
        "\"\\ud800\"");
  }

  static Stream<String> all() {
    return Stream.concat(structures(), scalars());
  }

  /** An integer is anybody's, so its text is not kept; only minus zero has two. */
  static Stream<String> echoed() {
    return all().filter(json -> !json.equals("-0"));
  }

  @ParameterizedTest
  @MethodSource("echoed")
  void anEchoIsTheSameBytes(String body) {
    tcp.sends(frame("echo", body));
    tcp.hearsExactly(
        "{\"type\":\"message\",\"address\":\"r\",\"headers\":{},\"body\":"
            + body
            + ",\"send\":true}");
  }

  @ParameterizedTest
  @MethodSource("all")
  void whatOneClientPublishesAnotherHearsAsTheSameBytes(String body) {
    TcpClient other = GATEWAY.tcp().registers("b.same");
    webSocket.registers("b.same");
    tcp.sends(
        TcpClient.frame(
            bytes("{\"type\":\"publish\",\"address\":\"b.same\",\"body\":" + body + "}")));
    other.hearsExactly(
        "{\"type\":\"message\",\"address\":\"b.same\",\"headers\":{},\"body\":"
            + body
            + ",\"send\":false}");
    assertThat(message(webSocket))
        .isEqualTo("{\"type\":\"rec\",\"address\":\"b.same\",\"body\":" + body + "}");
    other.close();
  }

  @ParameterizedTest
  @MethodSource("all")
  void anOrdinaryConsumerSeesWhatTheBuiltInCodecGives(String body) throws Exception {
    tcp.sends(frame("seen", body));
    Object seen = SEEN.poll(Wait.SECONDS, TimeUnit.SECONDS).body();
    Object expected = io.vertx.core.json.Json.decodeValue(Buffer.buffer(body));
    assertThat(seen).isEqualTo(expected).hasSameClassAs(expected);
    assertThat(seen.hashCode()).isEqualTo(expected.hashCode());
    assertThat(seen.toString()).isEqualTo(expected.toString());
  }

  @Test
  void noBodyIsNull() throws Exception {
    tcp.says("{'type':'send','address':'seen','body':null}");
    assertThat(SEEN.poll(Wait.SECONDS, TimeUnit.SECONDS).body()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/* */1", "1//", "[1,]", "{\"a\":1,}", "{a:1}", "'a'", "NaN", "Infinity", "+1", "01", "1.",
        ".5", "1e", "0x1", "tru", "\"\\x\"", "\"\\u12\"", "\"a\nb\"", "[1 2]", "{\"a\"}", "[", "]",
        "\"", "", "\u0000"
      })
  void whatIsNotJsonIsRefusedBeforeTheBus(String body) {
    tcp.sends(frame("seen", body)).hearsLike("\\{\"type\":\"err\",\"message\":\"invalid_json: .*");
    webSocket.sends(WebSocketClient.frame(WebSocketClient.TEXT, request("seen", body)));
    assertThat(message(webSocket)).isEqualTo("{\"type\":\"err\",\"body\":\"invalid_json\"}");
    tcp.isInSync();
    assertThat(SEEN).isEmpty();
  }

  @Test
  void nestingBeyondAThousandIsRefusedBeforeTheBus() {
    // The frame is the first of a thousand.
    tcp.sends(frame("seen", Json.nested(1_000)));
    tcp.hearsLike(".*invalid_json: nesting at byte \\d+ \\(expected: at most 1000 deep\\).*");
    tcp.sends(frame("seen", "[".repeat(500_000)));
    tcp.hearsLike(".*invalid_json: nesting.*").isInSync();
    assertThat(SEEN).isEmpty();
  }

  @Test
  void numbersOfMoreThanAThousandDigitsAreRefusedBeforeTheBus() {
    tcp.sends(frame("seen", "7".repeat(1_001)));
    tcp.hearsLike(".*invalid_json: number of 1001 characters.*").isInSync();
    assertThat(SEEN).isEmpty();
  }

  @Test
  void buffersAndBytesBecomeBase64() {
    tcp.registers("b.bytes");
    GATEWAY.bus().send("b.bytes", Buffer.buffer(new byte[] {(byte) 0xfb, (byte) 0xff, 1, 2}));
    tcp.hears("{'type':'message','address':'b.bytes','headers':{},'body':'-_8BAg','send':true}");
    GATEWAY.bus().send("b.bytes", new byte[0]);
    tcp.hears("{'type':'message','address':'b.bytes','headers':{},'body':'','send':true}");
  }

  private static byte[] frame(String address, String body) {
    return TcpClient.frame(request(address, body));
  }

  private static byte[] request(String address, String body) {
    return bytes(
        "{\"type\":\"send\",\"address\":\""
            + address
            + "\",\"replyAddress\":\"r\",\"body\":"
            + body
            + "}");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  /** The text of a message that may come in fragments. */
  private static String message(WebSocketClient client) {
    var part = client.next();
    byte[] text = part.payload();
    while ((part.firstByte() & 0x80) == 0) {
      part = client.next();
      text = WebSocketClient.concat(text, part.payload());
    }
    return new String(text, UTF_8);
  }
}
