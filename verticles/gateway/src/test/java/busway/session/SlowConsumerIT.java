package busway.session;

import static org.assertj.core.api.Assertions.assertThat;

import busway.testing.Settings;
import busway.testing.TcpClient;
import busway.testing.TestGateway;
import busway.testing.Wait;
import busway.testing.Witness;
import io.vertx.core.buffer.Buffer;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Clients that do not read: what waits for them is bounded, and nobody else waits. */
class SlowConsumerIT {

  private static final int MAX_OUTBOUND_BYTES = 1 << 20;
  private static final int MESSAGE_BYTES = 50_000;
  private static final int MESSAGES = 1_000;
  private static final int SMALL_BUFFER = 16 << 10;
  private static final long MEMORY_BYTES = 64L << 20;

  @Test
  void whoDoesNotReadWhatIsPublishedIsClosed() throws Exception {
    try (var gateway = gateway(SlowConsumerPolicy.DISCONNECT);
        var witness = new Witness(gateway)) {
      TcpClient slow = gateway.kept(new TcpClient(gateway.tcpPort(), SMALL_BUFFER));
      slow.registers("news");
      long before = gateway.metric("direct_memory_used_bytes");
      publish(gateway, witness);
      gateway.expect("slow_consumer_total{policy='disconnect',transport='tcp'}", 1);
      gateway.expect("connections_closed_total{reason='slow_consumer',transport='tcp'}", 1);
      gateway.expect("channels_unwritable{transport='tcp'}", 0);
      assertThat(gateway.metric("direct_memory_used_bytes")).isLessThan(before + MEMORY_BYTES);
    }
  }

  @Test
  void aWebSocketThatDoesNotReadIsClosedAsWell() throws Exception {
    try (var gateway = gateway(SlowConsumerPolicy.DISCONNECT);
        var witness = new Witness(gateway)) {
      gateway.webSocket().registers("news");
      publish(gateway, witness);
      gateway.expect("slow_consumer_total{policy='disconnect',transport='websocket'}", 1);
      gateway.expect("connections_closed_total{reason='slow_consumer',transport='websocket'}", 1);
      gateway.expect("channels_unwritable{transport='websocket'}", 0);
    }
  }

  @Test
  void whoDoesNotReadMissesMessagesWhereThePolicySaysSo() throws Exception {
    try (var gateway = gateway(SlowConsumerPolicy.DROP);
        var witness = new Witness(gateway)) {
      TcpClient slow = gateway.kept(new TcpClient(gateway.tcpPort(), SMALL_BUFFER));
      slow.registers("news");
      long before = gateway.metric("direct_memory_used_bytes");
      publish(gateway, witness);
      String dropped = "slow_consumer_total{policy='drop',transport='tcp'}";
      Wait.until("messages are dropped", () -> gateway.metric(dropped) > 0);
      assertThat(gateway.metric("direct_memory_used_bytes")).isLessThan(before + MEMORY_BYTES);
      slow.says("{'type':'ping'}");
      int heard = 0;
      while (!slow.next().equals("{\"type\":\"pong\"}")) {
        heard++;
      }
      assertThat(heard + gateway.metric(dropped)).isEqualTo(MESSAGES);
      assertThat(heard).isPositive();
      gateway.bus().publish("news", 7);
      slow.hears("{'type':'message','address':'news','headers':{},'body':7,'send':false}");
    }
  }

  @Test
  void countsWhoseSocketIsFullUntilTheyReadOrGo() throws Exception {
    String unwritable = "channels_unwritable{transport='%s'}";
    try (var gateway = gateway(SlowConsumerPolicy.DROP);
        var witness = new Witness(gateway)) {
      TcpClient slow = gateway.kept(new TcpClient(gateway.tcpPort(), SMALL_BUFFER));
      TcpClient goes = gateway.kept(new TcpClient(gateway.tcpPort(), SMALL_BUFFER));
      slow.registers("news");
      goes.registers("news");
      gateway.webSocket().registers("news");
      publish(gateway, witness);
      gateway.expect(unwritable.formatted("tcp"), 2);
      gateway.expect(unwritable.formatted("websocket"), 1);
      gateway.expect(unwritable.formatted("sockjs"), 0);

      goes.close();
      gateway.expect(unwritable.formatted("tcp"), 1);
      slow.says("{'type':'ping'}");
      String heard = "";
      while (!heard.equals("{\"type\":\"pong\"}")) {
        heard = slow.next();
      }
      gateway.expect(unwritable.formatted("tcp"), 0);
    }
  }

  @Test
  void aMessageThatIsLongerThanAllThatMayWaitIsDropped() throws Exception {
    try (var gateway = gateway(SlowConsumerPolicy.DISCONNECT)) {
      TcpClient client = gateway.tcp().registers("news");
      gateway.bus().publish("news", "x".repeat(MAX_OUTBOUND_BYTES));
      gateway.expect("slow_consumer_total{policy='drop',transport='tcp'}", 1);
      client.isInSync();
    }
  }

  @Test
  void whoDoesNotReadItsRepliesIsPausedAndNotCutOff() throws Exception {
    int requests = 100_000;
    try (var gateway = new TestGateway(new Settings().maxInFlightRequests(requests));
        var witness = new Witness(gateway)) {
      TcpClient client = gateway.kept(new TcpClient(gateway.tcpPort(), SMALL_BUFFER));
      Thread writer = Thread.ofPlatform().start(() -> request(client, requests));
      witness.waitForMore();
      Set<String> answers = new HashSet<>();
      for (int i = 0; i < requests; i++) {
        String frame = client.next();
        answers.add(frame.substring(0, frame.indexOf(",\"headers\":{}")));
      }
      writer.join();
      assertThat(answers).hasSize(requests);
      client.isInSync();
      gateway.expect("connections_closed_total{reason='slow_consumer',transport='tcp'}", 0);
    }
  }

  @Test
  void aBurstIsNotTheFaultOfWhoeverReadsIt() throws Exception {
    try (var gateway = new TestGateway(new Settings().maxOutboundBytes(128 << 10))) {
      TcpClient client = gateway.tcp().registers("burst");
      String body = "x".repeat(1_000);
      for (int i = 0; i < 300; i++) {
        gateway.bus().publish("burst", body);
      }
      for (int i = 0; i < 300; i++) {
        client.hears(
            "{'type':'message','address':'burst','headers':{},'body':'" + body + "','send':false}");
      }
      client.isInSync();
    }
  }

  @Test
  void aSmallBoundStopsNobodyForEver() throws Exception {
    try (var gateway = new TestGateway(new Settings().maxOutboundBytes(128 << 10))) {
      TcpClient client = gateway.tcp();
      byte[] pings = {};
      for (int i = 0; i < 4_000; i++) {
        pings = busway.testing.WebSocketClient.concat(pings, TcpClient.frame("{'type':'ping'}"));
      }
      for (int round = 0; round < 10; round++) {
        client.sends(pings);
        for (int i = 0; i < 4_000; i++) {
          client.hears("{'type':'pong'}");
        }
      }
    }
  }

  private static TestGateway gateway(SlowConsumerPolicy policy) {
    return new TestGateway(
        new Settings().maxOutboundBytes(MAX_OUTBOUND_BYTES).slowConsumer(policy));
  }

  private static void publish(TestGateway gateway, Witness witness) {
    Buffer body = Buffer.buffer(new byte[MESSAGE_BYTES * 3 / 4]);
    for (int i = 0; i < MESSAGES; i++) {
      gateway.bus().publish("news", body);
    }
    witness.waitForMore();
  }

  private static void request(TcpClient client, int requests) {
    for (int i = 0; i < requests; i++) {
      client.says("{'type':'send','address':'echo','replyAddress':'r" + i + "','body':{}}");
    }
  }
}
