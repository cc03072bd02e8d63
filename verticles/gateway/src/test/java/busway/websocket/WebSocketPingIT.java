package busway.websocket;

import static busway.testing.WebSocketClient.PING;
import static busway.testing.WebSocketClient.PONG;
import static busway.testing.WebSocketClient.frame;
import static org.assertj.core.api.Assertions.assertThat;

import busway.testing.Settings;
import busway.testing.TestGateway;
import busway.testing.Wait;
import busway.testing.WebSocketClient;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** How long a client may be silent. */
class WebSocketPingIT {

  /** For those who fall silent. */
  private static final Duration SHORT = Duration.ofMillis(300);

  /** For those who do not: a slow machine is to be quicker than this. */
  private static final Duration LONG = Duration.ofSeconds(3);

  private static final TestGateway HASTY = new TestGateway(new Settings().pingTimeout(SHORT));
  private static final TestGateway PATIENT = new TestGateway(new Settings().pingTimeout(LONG));

  private final long startNs = System.nanoTime();

  @AfterAll
  static void stop() throws Exception {
    HASTY.close();
    PATIENT.close();
  }

  @Test
  void whoPingedOnceAndFellSilentExpires() {
    long before = expired();
    WebSocketClient client = PATIENT.webSocket();
    client.says("{'type':'ping'}").hearsClose(1_001, "Session expired");
    assertThat(elapsedMs()).isGreaterThanOrEqualTo(LONG.toMillis());
    client.close();
    Wait.until("one more has expired", () -> expired() > before);
  }

  @Test
  void whoeverSpeaksIsKept() {
    WebSocketClient client = PATIENT.webSocket();
    client.says("{'type':'ping'}");
    while (elapsedMs() < LONG.toMillis() * 3 / 2) {
      client.isInSync();
    }
    client.hearsClose(1_001, "Session expired");
    assertThat(elapsedMs()).isGreaterThanOrEqualTo(LONG.toMillis() * 5 / 2);
  }

  @Test
  void whoNeverPingedIsPingedAndKeptWhileItAnswers() {
    WebSocketClient client = PATIENT.webSocket();
    for (int i = 0; i < 2; i++) {
      client.hears(PING, "").sends(frame(PONG, ""));
    }
    client.isInSync();
    assertThat(elapsedMs()).isGreaterThanOrEqualTo(2 * LONG.toMillis());
  }

  @Test
  void whoNeverAnswersIsClosed() {
    HASTY.webSocket().hears(PING, "").hearsClose(1_001, "Session expired");
    assertThat(elapsedMs()).isGreaterThanOrEqualTo(2 * SHORT.toMillis());
  }

  private static long expired() {
    return PATIENT.metric("connections_closed_total{reason='expired',transport='websocket'}");
  }

  private long elapsedMs() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs);
  }
}
