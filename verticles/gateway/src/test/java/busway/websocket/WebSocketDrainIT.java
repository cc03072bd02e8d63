package busway.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import busway.testing.HttpClient;
import busway.testing.Settings;
import busway.testing.TestGateway;
import busway.testing.Wait;
import busway.testing.WebSocketClient;
import io.vertx.core.eventbus.Message;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What WebSocket and SockJS clients see while their edge is being stopped. */
class WebSocketDrainIT {

  private static final Duration DRAIN_TIMEOUT = Duration.ofMillis(400);

  private final TestGateway gateway = new TestGateway(new Settings().drainTimeout(DRAIN_TIMEOUT));
  private final TestGateway patient =
      new TestGateway(new Settings().drainTimeout(Duration.ofMinutes(1)));

  @AfterEach
  void stop() throws Exception {
    gateway.close();
    patient.close();
  }

  @Test
  void whoHasNothingInFlightIsClosedWith1001() {
    WebSocketClient client = patient.webSocket().isInSync();
    var stopped = patient.undeployWebSocket();
    client.hearsClose(1_001, "shutdown");
    client.close();
    Wait.on(stopped);
  }

  @Test
  void aRequestInFlightIsAnsweredAndSoonNoNewOneTaken() throws Exception {
    var held = new LinkedBlockingQueue<Message<Object>>();
    patient.bus().consumer("hold", held::add);
    WebSocketClient client = patient.webSocket();
    client.says("{'type':'send','address':'hold','replyAddress':'r1'}");
    Message<Object> request = held.poll(Wait.SECONDS, TimeUnit.SECONDS);
    var stopped = patient.undeployWebSocket();
    Wait.until("nobody else may connect", () -> refuses(patient));
    Wait.until("new requests are refused", () -> asks(client).contains("err"));
    client.says("{'type':'send','address':'echo','replyAddress':'r2'}");
    client.hears(
        "{'type':'err','address':'r2','failureCode':-1,'failureType':'ERROR',"
            + "'message':'server_shutdown'}");
    assertThat(stopped.isComplete()).isFalse();
    request.reply(7);
    client.hears("{'type':'rec','address':'r1','body':7}");
    client.hearsClose(1_001, "shutdown");
    client.close();
    Wait.on(stopped);
  }

  @Test
  void aRequestThatNeverEndsDelaysNothingBeyondTheTimeout() {
    WebSocketClient client = gateway.webSocket();
    client.says("{'type':'send','address':'mute','replyAddress':'r'}").isInSync();
    long startNs = System.nanoTime();
    var stopped = gateway.undeployWebSocket();
    client.hears(
        "{'type':'err','address':'r','failureCode':-1,'failureType':'ERROR',"
            + "'message':'server_shutdown'}");
    client.hearsClose(1_001, "shutdown");
    client.close();
    Wait.on(stopped);
    assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs))
        .isGreaterThanOrEqualTo(DRAIN_TIMEOUT.toMillis());
  }

  @Test
  void aSockJsStreamIsToldToGo() {
    HttpClient stream = patient.http();
    stream.asks("/eventbus/000/drain/xhr_streaming", "").head();
    stream.chunk();
    assertThat(stream.chunk()).isEqualTo("o\n");
    var stopped = patient.undeployWebSocket();
    assertThat(stream.chunk()).isEqualTo("c[3000,\"Go away!\"]\n");
    Wait.on(stopped);
  }

  @Test
  void aKeptAliveHttpConnectionDelaysNothing() {
    assertThat(patient.http().get("/eventbus/info").status()).isEqualTo(200);
    Wait.on(patient.undeployWebSocket()); // long before the drain is given up
  }

  private static String asks(WebSocketClient client) {
    return client.says("{'type':'send','address':'echo','replyAddress':'r'}").next().text();
  }

  private static boolean refuses(TestGateway gateway) {
    try (HttpClient client = new HttpClient(gateway.webSocketPort())) {
      return client.get("/eventbus/info").status() == 0;
    } catch (UncheckedIOException e) {
      return true;
    }
  }
}
