package busway.session;

import static busway.testing.WebSocketClient.concat;
import static org.assertj.core.api.Assertions.assertThat;

import busway.testing.HttpClient;
import busway.testing.TcpClient;
import busway.testing.TestGateway;
import busway.testing.WebSocketClient;
import busway.testing.Witness;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that behave badly, while others make their round trips. */
class NeighbourIT {

  private static final int GARBAGE_BYTES = 1 << 20;

  private final TestGateway gateway = new TestGateway();
  private Witness witness;

  @BeforeEach
  void start() {
    witness = new Witness(gateway);
  }

  @AfterEach
  void nobodyWasHurt() throws Exception {
    witness.close();
    gateway.close();
  }

  @Test
  void garbageHurtsNobody() {
    byte[] garbage = new byte[GARBAGE_BYTES];
    new Random(1).nextBytes(garbage);
    for (int i = 0; i < 10; i++) {
      garbage[0] = (byte) i;
      gateway.tcp().sendsWhatItCan(garbage);
      gateway.webSocket().http().sendsWhatItCan(garbage);
      gateway.http().sendsWhatItCan(garbage);
    }
  }

  @Test
  void halfAFrameHurtsNobody() {
    byte[] frame = TcpClient.frame("{'type':'send','address':'echo','body':1}");
    for (int i = 1; i < frame.length; i++) {
      gateway.tcp().sends(java.util.Arrays.copyOf(frame, i));
    }
    byte[] webSocket = WebSocketClient.frame(WebSocketClient.TEXT, "{'type':'ping'}");
    for (int i = 1; i < webSocket.length; i++) {
      gateway.webSocket().sends(java.util.Arrays.copyOf(webSocket, i));
    }
    witness.waitForMore();
  }

  @Test
  void aLengthOfTwoGibibytesHurtsNobody() {
    long before = gateway.metric("direct_memory_used_bytes");
    for (int i = 0; i < 20; i++) {
      TcpClient client = gateway.tcp();
      client.sends(new byte[] {127, -1, -1, -1}).hearsLike(".*invalid_length.*").hearsTheEnd();
      WebSocketClient webSocket = gateway.webSocket();
      webSocket.sends(
          new byte[] {(byte) 0x82, (byte) 0xff, 0, 0, 0, 0, 127, -1, -1, -1, 0, 0, 0, 0});
      webSocket.hearsClose(1_009, "too_large");
    }
    assertThat(gateway.metric("direct_memory_used_bytes")).isLessThan(before + (64 << 20));
  }

  @Test
  void aHundredThousandRegistrationsHurtNobody() throws Exception {
    int permitted = SessionConfig.DEFAULTS.maxSubscriptions();
    TcpClient client = gateway.tcp();
    Thread writer =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (int i = 0; i < 100_000; i++) {
                    client.says("{'type':'register','address':'n." + i + "'}");
                  }
                });
    for (int i = permitted; i < 100_000; i++) {
      client.hears(
          "{'type':'err','message':'max_handlers_reached: at most 1000 addresses a client'}");
    }
    writer.join();
    client.isInSync();
    gateway.expect("subscriptions{transport='tcp'}", permitted);
    client.resets();
    gateway.expect("subscriptions{transport='tcp'}", 0);
    assertThat(gateway.consumes("n.0") || gateway.consumes("n.999")).isFalse();
  }

  @Test
  void aThousandResetsHurtNobody() {
    for (int i = 0; i < 1_000; i++) {
      TcpClient client = new TcpClient(gateway.tcpPort());
      if (i % 2 == 0) {
        client.says("{'type':'register','address':'n.reset'}").sends(new byte[] {0, 0, 1});
      }
      client.resets();
    }
    gateway.expect("connections{transport='tcp'}", 2);
    gateway.expect("subscriptions{transport='tcp'}", 0);
  }

  @Test
  void resetsOfWebSocketsInsideAFrameHurtNobody() {
    for (int i = 0; i < 200; i++) {
      WebSocketClient client = new WebSocketClient(gateway.webSocketPort(), "/eventbus/websocket");
      client.says("{'type':'register','address':'n.reset'}");
      client.sends(new byte[] {(byte) 0x81, (byte) 0xfe, 4}).http().resets();
    }
    gateway.expect("connections{transport='websocket'}", 2);
    gateway.expect("subscriptions{transport='websocket'}", 0);
  }

  @Test
  void fiveHundredHalfRequestsHurtNobody() {
    for (int i = 0; i < 500; i++) {
      HttpClient http = gateway.http();
      http.sends("GET /eventbus/info HTTP/1.1\r\nHost: loc".substring(0, 1 + i % 35));
    }
    witness.waitForMore();
    assertThat(gateway.http().get("/eventbus/info").status()).isEqualTo(200);
  }

  @Test
  void requestsThatNobodyWaitsForHurtNobody() {
    byte[] request = {};
    for (int i = 0; i < 200; i++) {
      request =
          concat(
              request,
              TcpClient.frame("{'type':'send','address':'echo','replyAddress':'r','body':1}"));
    }
    for (int i = 0; i < 20; i++) {
      gateway.tcp().sends(request).resets();
    }
    gateway.expect("requests_in_flight{transport='tcp'}", 0);
    gateway.expect("connections{transport='tcp'}", 2);
  }
}
