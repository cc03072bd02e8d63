package busway.websocket;

import static busway.testing.WebSocketClient.PING;
import static busway.testing.WebSocketClient.PONG;
import static busway.testing.WebSocketClient.frame;
import static org.assertj.core.api.Assertions.assertThat;

import busway.testing.Settings;
import busway.testing.TestGateway;
import busway.testing.WebSocketClient;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** How long a client may be silent. */
class WebSocketPingIT {

  private static final Duration PING_TIMEOUT = Duration.ofMillis(300);
  private static final TestGateway GATEWAY =
      new TestGateway(new Settings().pingTimeout(PING_TIMEOUT));

  private final long startNs = System.nanoTime();
  private final WebSocketClient client = GATEWAY.webSocket();

  @AfterAll
  static void stop() throws Exception {
    GATEWAY.close();
  }

  @Test
  void whoPingedOnceAndFellSilentExpires() {
    client.says("{'type':'ping'}").hearsClose(1_001, "Session expired");
    assertThat(elapsedMs()).isBetween(PING_TIMEOUT.toMillis(), 3_000L);
  }

  @Test
  void whoeverSpeaksIsKept() {
    client.says("{'type':'ping'}");
    while (elapsedMs() < 3 * PING_TIMEOUT.toMillis()) {
      client.isInSync();
    }
    client.hearsClose(1_001, "Session expired");
    assertThat(elapsedMs()).isGreaterThanOrEqualTo(4 * PING_TIMEOUT.toMillis());
  }

  @Test
  void whoNeverPingedIsPingedAndKeptWhileItAnswers() {
    for (int i = 0; i < 3; i++) {
      client.hears(PING, "").sends(frame(PONG, ""));
    }
    client.isInSync();
    assertThat(elapsedMs()).isGreaterThanOrEqualTo(3 * PING_TIMEOUT.toMillis());
  }

  @Test
  void whoNeverAnswersIsClosed() {
    client.hears(PING, "").hearsClose(1_001, "Session expired");
    assertThat(elapsedMs()).isBetween(2 * PING_TIMEOUT.toMillis(), 4_000L);
  }

  @Test
  void theReasonIsCounted() throws Exception {
    long before = expired();
    client.says("{'type':'ping'}").hearsClose(1_001, "Session expired");
    client.close();
    busway.testing.Wait.until("one more has expired", () -> expired() > before);
  }

  private static long expired() {
    return GATEWAY.metric("connections_closed_total{reason='expired',transport='websocket'}");
  }

  private long elapsedMs() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs);
  }
}
