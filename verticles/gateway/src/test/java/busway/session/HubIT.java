package busway.session;

import static org.assertj.core.api.Assertions.assertThat;

import busway.testing.Json;
import busway.testing.TcpClient;
import busway.testing.TestGateway;
import busway.testing.Wait;
import busway.testing.WebSocketClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who hears what is published and sent, over both loops and both transports. */
class HubIT {

  private final TestGateway gateway = new TestGateway();
  private final List<TcpClient> tcp = new ArrayList<>();
  private final List<WebSocketClient> webSocket = new ArrayList<>();

  @AfterEach
  void stop() throws Exception {
    gateway.close();
  }

  /** Clients of each transport on each loop. */
  private void connect(int clients, String address) {
    for (int i = 0; i < clients; i++) {
      tcp.add(gateway.tcp().registers(address));
      webSocket.add(gateway.webSocket().registers(address));
    }
  }

  @Test
  void whatIsPublishedReachesEveryClientOnce() {
    connect(6, "h.all");
    gateway.bus().publish("h.all", 1);
    tcp.get(0).says("{'type':'publish','address':'h.all','body':2}");
    webSocket.get(0).says("{'type':'publish','address':'h.all','body':3}");
    for (TcpClient client : tcp) {
      assertThat(List.of(client.next(), client.next(), client.next()))
          .containsExactlyInAnyOrder(message(1), message(2), message(3));
      client.isInSync();
    }
    for (WebSocketClient client : webSocket) {
      assertThat(List.of(client.next().text(), client.next().text(), client.next().text()))
          .containsExactlyInAnyOrder(rec(1), rec(2), rec(3));
      client.isInSync();
    }
  }

  private static String message(int body) {
    return Json.text(
        "{'type':'message','address':'h.all','headers':{},'body':" + body + ",'send':false}");
  }

  private static String rec(int body) {
    return Json.text("{'type':'rec','address':'h.all','body':" + body + "}");
  }

  @Test
  void oneMessageIsEncodedOnceALoopAndDialect() {
    connect(10, "h.encoded");
    long tcpBefore = gateway.metric("fan_out_encodings_total{transport='tcp'}");
    long webSocketBefore = gateway.metric("fan_out_encodings_total{transport='websocket'}");
    gateway.bus().publish("h.encoded", 1);
    tcp.forEach(TcpClient::next);
    webSocket.forEach(WebSocketClient::next);
    gateway.expect("fan_out_encodings_total{transport='tcp'}", tcpBefore + 2);
    gateway.expect("fan_out_encodings_total{transport='websocket'}", webSocketBefore + 2);
    gateway.expect("fan_out_deliveries_total{transport='tcp'}", 10);
    gateway.expect("fan_out_deliveries_total{transport='websocket'}", 10);
  }

  @Test
  void whatIsSentReachesOneClientInTurn() {
    for (int i = 0; i < 6; i++) {
      tcp.add(gateway.tcp().registers("h.turn"));
    }
    for (int i = 0; i < 60; i++) {
      gateway.bus().send("h.turn", i);
    }
    // Six clients on two loops: the bus takes the loops in turn, each loop its three clients.
    for (TcpClient client : tcp) {
      List<Integer> bodies = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        bodies.add(Integer.valueOf(client.next().replaceAll(".*\"body\":(\\d+).*", "$1")));
      }
      for (int i = 1; i < bodies.size(); i++) {
        assertThat(bodies.get(i) - bodies.get(i - 1)).isEqualTo(6);
      }
      client.isInSync();
    }
  }

  @Test
  void whatIsSentPassesOverAClientThatIsBeingClosed() {
    TcpClient first = gateway.tcp().registers("h.over");
    gateway.tcp().isInSync();
    TcpClient third = gateway.tcp().registers("h.over");
    // The first has been refused, but has not closed its half: both clients are on one loop.
    first.sends(new byte[] {-1, -1, -1, -1}).hearsLike(".*invalid_length.*").hearsTheEnd();
    for (int i = 0; i < 5; i++) {
      gateway.bus().send("h.over", i);
      third.hears(
          "{'type':'message','address':'h.over','headers':{},'body':" + i + ",'send':true}");
    }
  }

  @Test
  void aThousandSubscribersLeaveNothing() {
    for (int i = 0; i < 500; i++) {
      tcp.add(gateway.tcp().says("{'type':'register','address':'h.thousand'}"));
      webSocket.add(gateway.webSocket().says("{'type':'register','address':'h.thousand'}"));
    }
    tcp.forEach(TcpClient::isInSync);
    webSocket.forEach(WebSocketClient::isInSync);
    gateway.expect("subscriptions{transport='tcp'}", 500);
    gateway.bus().publish("h.thousand", "x");
    for (int i = 0; i < 500; i++) {
      tcp.get(i)
          .hears("{'type':'message','address':'h.thousand','headers':{},'body':'x','send':false}");
      webSocket.get(i).hears("{'type':'rec','address':'h.thousand','body':'x'}");
    }
    tcp.forEach(TcpClient::resets);
    webSocket.forEach(client -> client.http().resets());
    gateway.expect("connections{transport='tcp'}", 0);
    gateway.expect("connections{transport='websocket'}", 0);
    gateway.expect("subscriptions{transport='tcp'}", 0);
    gateway.expect("subscriptions{transport='websocket'}", 0);
    Wait.until("nobody consumes", () -> !gateway.consumes("h.thousand"));
  }

  @Test
  void clientsComeAndGoDuringDeliveries() {
    connect(1, "h.busy");
    for (int i = 0; i < 200; i++) {
      TcpClient guest = gateway.tcp().says("{'type':'register','address':'h.busy'}");
      gateway.bus().publish("h.busy", i);
      if (i % 3 == 0) {
        guest.says("{'type':'unregister','address':'h.busy'}");
      } else if (i % 3 == 1) {
        guest.resets();
      }
    }
    for (int i = 0; i < 200; i++) {
      tcp.get(0)
          .hears(
              "{'type':'message','address':'h.busy','headers':{},'body':" + i + ",'send':false}");
      webSocket.get(0).hears("{'type':'rec','address':'h.busy','body':" + i + "}");
    }
  }

  @Test
  void everyClientHearsOneSenderInOrder() {
    connect(2, "h.order");
    TcpClient sender = gateway.tcp();
    for (int i = 0; i < 2_000; i++) {
      sender.says("{'type':'publish','address':'h.order','body':" + i + "}");
    }
    for (int c = 0; c < 2; c++) {
      for (int i = 0; i < 2_000; i++) {
        tcp.get(c)
            .hears(
                "{'type':'message','address':'h.order','headers':{},'body':"
                    + i
                    + ",'send':false}");
        webSocket.get(c).hears("{'type':'rec','address':'h.order','body':" + i + "}");
      }
    }
  }

  @Test
  void whoRegistersAnewHearsAgain() {
    TcpClient client = gateway.tcp();
    for (int i = 0; i < 50; i++) {
      client.registers("h.again");
      gateway.bus().publish("h.again", i);
      client.hears(
          "{'type':'message','address':'h.again','headers':{},'body':" + i + ",'send':false}");
      client.says("{'type':'unregister','address':'h.again'}");
    }
    client.isInSync();
    assertThat(gateway.consumes("h.again")).isFalse();
  }
}
