package busway.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import busway.testing.HttpClient;
import busway.testing.Settings;
import busway.testing.TestGateway;
import busway.testing.Wait;
import busway.testing.WebSocketClient;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** How long a SockJS session may be silent, and how much may wait for it. */
class SockJsLimitIT {

  private static final int MAX_OUTBOUND_BYTES = 128 << 10;
  private static final TestGateway GATEWAY =
      new TestGateway(new Settings().maxOutboundBytes(MAX_OUTBOUND_BYTES));

  @AfterAll
  static void stop() throws Exception {
    GATEWAY.close();
  }

  @Test
  void whoPingedOnceAndFellSilentIsToldToGo() throws Exception {
    try (TestGateway hasty = new TestGateway(new Settings().pingTimeout(Duration.ofMillis(500)))) {
      HttpClient stream = streams(hasty, "/eventbus/000/silent");
      sends(hasty, "/eventbus/000/silent", "{\\\"type\\\":\\\"ping\\\"}");
      assertThat(stream.chunk()).isEqualTo("c[3000,\"Go away!\"]\n");
      hasty.expect("connections_closed_total{reason='expired',transport='sockjs'}", 1);
    }
  }

  @Test
  void whoDoesNotPollIsClosedAndTheOthersHearEverything() {
    WebSocketClient[] others = {GATEWAY.webSocket(), GATEWAY.webSocket(), GATEWAY.webSocket()};
    String path = "/eventbus/000/slow";
    assertThat(GATEWAY.http().post(path + "/xhr", "").body()).isEqualTo("o\n");
    sends(path, "{\\\"type\\\":\\\"register\\\",\\\"address\\\":\\\"s.slow\\\"}");
    GATEWAY.expect("subscriptions{transport='sockjs'}", 1);
    for (WebSocketClient other : others) {
      other.registers("s.slow");
    }
    String body = "x".repeat(1_000);
    for (int i = 0; i < 300; i++) {
      GATEWAY.bus().publish("s.slow", body + i);
    }
    for (WebSocketClient other : others) {
      for (int i = 0; i < 300; i++) {
        other.hears("{'type':'rec','address':'s.slow','body':'" + body + i + "'}");
      }
    }
    GATEWAY.expect("connections_closed_total{reason='slow_consumer',transport='sockjs'}", 1);
    GATEWAY.expect("subscriptions{transport='sockjs'}", 0);
    GATEWAY.expect("channels_unwritable{transport='sockjs'}", 0);
  }

  @Test
  void whoPollsLateIsNotWritableMeanwhile() {
    String path = "/eventbus/000/late";
    String full = "write_queue_full_total{transport='sockjs'}";
    assertThat(GATEWAY.http().post(path + "/xhr", "").body()).isEqualTo("o\n");
    sends(path, "{\\\"type\\\":\\\"register\\\",\\\"address\\\":\\\"s.late\\\"}");
    Wait.until("the subscription", () -> GATEWAY.consumes("s.late"));
    long before = GATEWAY.metric(full);
    GATEWAY.bus().publish("s.late", "x".repeat(80_000));
    GATEWAY.expect("channels_unwritable{transport='sockjs'}", 1);
    GATEWAY.expect(full, before + 1);

    assertThat(GATEWAY.http().post(path + "/xhr", "").body()).hasSizeGreaterThan(80_000);
    GATEWAY.expect("channels_unwritable{transport='sockjs'}", 0);
    sends(path, "{\\\"type\\\":\\\"unregister\\\",\\\"address\\\":\\\"s.late\\\"}");
    Wait.until("the unsubscription", () -> !GATEWAY.consumes("s.late"));
  }

  @Test
  void whoServesAnAddressMayAskItself() {
    HttpClient stream = streams(GATEWAY, "/eventbus/000/self");
    sends("/eventbus/000/self", "{\\\"type\\\":\\\"register\\\",\\\"address\\\":\\\"s.self\\\"}");
    sends(
        "/eventbus/000/self",
        "{\\\"type\\\":\\\"send\\\",\\\"address\\\":\\\"s.self\\\","
            + "\\\"replyAddress\\\":\\\"r\\\",\\\"body\\\":1}");
    String asked = stream.chunk();
    String address = asked.replaceAll(".*(__vertx.reply.\\d+).*\\s", "$1");
    sends(
        "/eventbus/000/self",
        "{\\\"type\\\":\\\"send\\\",\\\"address\\\":\\\"" + address + "\\\",\\\"body\\\":2}");
    assertThat(stream.chunk())
        .isEqualTo("a[\"{\\\"type\\\":\\\"rec\\\",\\\"address\\\":\\\"r\\\",\\\"body\\\":2}\"]\n");
  }

  private static HttpClient streams(TestGateway gateway, String path) {
    HttpClient stream = gateway.http();
    stream.asks(path + "/xhr_streaming", "").head();
    stream.chunk();
    assertThat(stream.chunk()).isEqualTo("o\n");
    return stream;
  }

  private static void sends(String path, String escapedJson) {
    sends(GATEWAY, path, escapedJson);
  }

  private static void sends(TestGateway gateway, String path, String escapedJson) {
    assertThat(gateway.http().post(path + "/xhr_send", "[\"" + escapedJson + "\"]").status())
        .isEqualTo(204);
  }
}
