package busway.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import busway.testing.Json;
import busway.testing.Settings;
import busway.testing.TcpClient;
import busway.testing.TestGateway;
import busway.testing.Wait;
import io.vertx.core.eventbus.Message;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What TCP clients see while their edge is being stopped. */
class TcpDrainIT {

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
  void whoHasNothingInFlightIsClosed() {
    TcpClient client = patient.tcp().isInSync();
    var stopped = patient.undeployTcp();
    client.hears("{'type':'err','message':'server_shutdown'}").hearsTheEnd();
    client.close();
    Wait.on(stopped);
  }

  @Test
  void aRequestInFlightIsAnsweredAndSoonNoNewOneTaken() throws Exception {
    var held = new LinkedBlockingQueue<Message<Object>>();
    patient.bus().consumer("hold", held::add);
    TcpClient client = patient.tcp();
    client.says("{'type':'send','address':'hold','replyAddress':'r1'}");
    Message<Object> request = held.poll(Wait.SECONDS, TimeUnit.SECONDS);
    var stopped = patient.undeployTcp();
    Wait.until("nobody else may connect", () -> refuses(patient));
    Wait.until("new requests are refused", () -> asks(client).contains("err"));
    client.says("{'type':'send','address':'echo','replyAddress':'r2'}");
    client.hears(
        "{'type':'err','address':'r2','sourceAddress':'echo','failureCode':-1,"
            + "'failureType':'ERROR','message':'server_shutdown'}");
    assertThat(stopped.isComplete()).isFalse();
    request.reply(7);
    client.hears("{'type':'message','address':'r1','headers':{},'body':7,'send':true}");
    client.hears("{'type':'err','message':'server_shutdown'}").hearsTheEnd();
    client.close();
    Wait.on(stopped);
  }

  @Test
  void whatTheClientOwesMayStillBeAnswered() {
    TcpClient client = patient.tcp().registers("owes");
    var reply = patient.bus().request("owes", 1);
    String frame = client.next();
    String address = Json.replyAddress(frame);
    var stopped = patient.undeployTcp();
    Wait.until("nobody else may connect", () -> refuses(patient));
    client.says("{'type':'send','address':'" + address + "','body':2}");
    assertThat(Wait.on(reply).body()).isEqualTo(2);
    client.hears("{'type':'err','message':'server_shutdown'}").hearsTheEnd();
    client.close();
    Wait.on(stopped);
  }

  @Test
  void aRequestThatNeverEndsDelaysNothingBeyondTheTimeout() {
    TcpClient client = gateway.tcp();
    client.says("{'type':'send','address':'mute','replyAddress':'r'}").isInSync();
    long startNs = System.nanoTime();
    var stopped = gateway.undeployTcp();
    client.hears(
        "{'type':'err','address':'r','sourceAddress':'mute','failureCode':-1,"
            + "'failureType':'ERROR','message':'server_shutdown'}");
    client.hears("{'type':'err','message':'server_shutdown'}").hearsTheEnd();
    client.close();
    Wait.on(stopped);
    assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs))
        .isGreaterThanOrEqualTo(DRAIN_TIMEOUT.toMillis());
    gateway.expect("connections{transport='tcp'}", 0);
  }

  @Test
  void aClientThatDoesNotCloseIsClosed() {
    TcpClient client = gateway.tcp().isInSync();
    var stopped = gateway.undeployTcp();
    client.hears("{'type':'err','message':'server_shutdown'}").hearsTheEnd();
    Wait.on(stopped);
    gateway.expect("connections_closed_total{reason='shutdown',transport='tcp'}", 1);
  }

  private static String asks(TcpClient client) {
    return client.says("{'type':'send','address':'echo','replyAddress':'r'}").next();
  }

  private static boolean refuses(TestGateway gateway) {
    try (TcpClient client = new TcpClient(gateway.tcpPort())) {
      return client.available() < 0;
    } catch (UncheckedIOException e) {
      return true;
    }
  }
}
