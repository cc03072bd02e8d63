package busway.websocket;

import static busway.testing.WebSocketClient.handshake;
import static org.assertj.core.api.Assertions.assertThat;

import busway.testing.HttpClient.Answer;
import busway.testing.Settings;
import busway.testing.TestGateway;
import busway.testing.WebSocketClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may open a WebSocket, and what the others are told. */
class WebSocketHandshakeIT {

  private static final String PATH = "/eventbus/websocket";
  private static final TestGateway GATEWAY =
      new TestGateway(new Settings().origins("https://good.example"));

  @AfterAll
  static void stop() throws Exception {
    GATEWAY.close();
  }

  @Test
  void aGoodHandshakeIsAnsweredAsTheRfcSays() {
    Answer answer = asks(handshake(PATH));
    assertThat(answer.status()).isEqualTo(101);
    assertThat(answer.header("upgrade")).isEqualToIgnoringCase("websocket");
    assertThat(answer.header("connection")).isEqualToIgnoringCase("upgrade");
    assertThat(answer.header("sec-websocket-accept")).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    assertThat(answer.headers()).doesNotContainKey("sec-websocket-extensions");
  }

  @Test
  void compressionIsNotPromised() {
    Answer answer =
        asks(
            handshake(
                PATH, "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits"));
    assertThat(answer.status()).isEqualTo(101);
    assertThat(answer.headers()).doesNotContainKey("sec-websocket-extensions");
  }

  @Test
  void withoutUpgradeItIs400() {
    Answer answer = GATEWAY.http().get(PATH);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("Can \"Upgrade\" only to \"WebSocket\".");
    assertThat(asks(handshake(PATH).replace("Upgrade: websocket", "Upgrade: h2c")).status())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", "Connection: Upgrade\r\n"})
  void withoutWhatTheRfcAsksForItIs400(String header) {
    assertThat(asks(handshake(PATH).replace(header, "")).status()).isEqualTo(400);
  }

  @Test
  void anotherVersionIsTurnedAway() {
    Answer answer = asks(handshake(PATH).replace("Version: 13", "Version: 12"));
    assertThat(answer.status()).isIn(400, 426);
  }

  @Test
  void anotherPathIs404() {
    assertThat(asks(handshake("/nowhere")).status()).isEqualTo(404);
    assertThat(asks(handshake("/eventbus/websocket/deeper")).status()).isEqualTo(404);
  }

  @Test
  void anotherMethodIsRefused() {
    assertThat(GATEWAY.http().post(PATH, "").status()).isEqualTo(400);
  }

  @Test
  void onlyPagesOfPermittedOriginsConnect() {
    Answer evil = asks(handshake(PATH, "Origin: https://evil.example"));
    assertThat(evil.status()).isEqualTo(403);
    assertThat(asks(handshake(PATH, "Origin: https://good.example")).status()).isEqualTo(101);
    assertThat(
            asks(handshake("/eventbus/000/abc/websocket", "Origin: https://evil.example")).status())
        .isEqualTo(403);
    assertThat(
            asks(handshake("/eventbus/000/abc/websocket", "Origin: https://good.example")).status())
        .isEqualTo(101);
  }

  @Test
  void aRefusedHandshakeLeavesTheConnectionToOthers() {
    var http = GATEWAY.http();
    assertThat(http.get(PATH).status()).isEqualTo(400);
    assertThat(http.get("/eventbus/info").status()).isEqualTo(200);
    http.sends(handshake(PATH));
    assertThat(http.head().status()).isEqualTo(101);
  }

  @Test
  void oneConnectionMoreThanPermittedIs503() throws Exception {
    try (TestGateway small = new TestGateway(new Settings().maxConnections(2))) {
      WebSocketClient first = small.webSocket().isInSync();
      small.webSocket().isInSync();
      var third = small.http().sends(handshake(PATH)).answer();
      assertThat(third.status()).isEqualTo(503);
      assertThat(third.body()).isEqualTo("Too many connections.");
      first.saysGoodbye();
      first.close();
      small.expect("connections{transport='websocket'}", 1);
      small.webSocket().isInSync();
    }
  }

  private static Answer asks(String handshake) {
    return GATEWAY.http().sends(handshake).head();
  }
}
