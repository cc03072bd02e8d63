package busway.session;

import static busway.testing.WebSocketClient.CLOSE;
import static busway.testing.WebSocketClient.PING;
import static busway.testing.WebSocketClient.PONG;
import static org.assertj.core.api.Assertions.assertThat;

import busway.testing.Json;
import busway.testing.Mutations;
import busway.testing.TcpClient;
import busway.testing.TestGateway;
import busway.testing.WebSocketClient;
import busway.testing.Witness;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Frames changed at random: they never end the server, nor another client. */
class FuzzIT {

  private static final Logger log = LoggerFactory.getLogger("busway.testing.Fuzz");
  private static final int FRAMES = 2_000;
  private static final int CONNECTIONS = 200;
  private static final long SEED = 20_261_122;
  private static final List<byte[]> SEEDS =
      List.of(
          Json.bytes("{'type':'ping'}"),
          Json.bytes("{'type':'register','address':'f.a','headers':null}"),
          Json.bytes("{'type':'unregister','address':'f.a'}"),
          Json.bytes(
              "{'type':'publish','address':'f.a','headers':{'h':'x','i':[1]},'body':-1.5e3}"),
          Json.bytes(
              "{'type':'send','address':'echo','replyAddress':'r','headers':{'timeout':50},"
                  + "'body':{'a':[1,'\\u00e9€',null,true]}}"),
          Json.bytes("{'type':'send','address':'f.a','failureCode':4,'message':'m'}"));

  private final TestGateway gateway = new TestGateway();
  private Witness witness;
  private Mutations mutations;

  @BeforeEach
  void start() {
    long seed = Long.getLong("busway.fuzz.seed", SEED);
    log.info("fuzz: -Dbusway.fuzz.seed={}, another one has other mutants", seed);
    mutations = new Mutations(seed);
    witness = new Witness(gateway);
  }

  @AfterEach
  void nobodyWasHurt() throws Exception {
    witness.close();
    gateway.close();
  }

  private byte[] mutant() {
    return mutations.of(SEEDS.get(mutations.below(SEEDS.size())));
  }

  @Test
  void aTcpStreamSurvivesEveryFrameWithAGoodLength() {
    TcpClient client = gateway.tcp();
    for (int i = 0; i < FRAMES; i++) {
      client.sends(TcpClient.frame(mutant()));
      client.says("{'type':'send','address':'echo','replyAddress':'sync','body':" + i + "}");
      String answer = "\"body\":" + i + ",\"send\":true}";
      while (!client.next().endsWith(answer)) {}
    }
  }

  @Test
  void tcpStreamsWithBadLengthsEndOnlyThemselves() {
    for (int i = 0; i < CONNECTIONS; i++) {
      TcpClient client = gateway.tcp();
      byte[] stream = {};
      for (int k = 0; k < 5; k++) {
        stream = WebSocketClient.concat(stream, TcpClient.frame(mutant()));
      }
      client.sendsWhatItCan(mutations.of(stream));
      if (i % 2 == 0) {
        client.resets();
      } else {
        client.close();
      }
    }
    gateway.expect("connections{transport='tcp'}", 2);
  }

  @Test
  void aWebSocketSurvivesEveryBinaryMessage() {
    WebSocketClient client = gateway.webSocket();
    for (int i = 0; i < FRAMES; i++) {
      client.sends(WebSocketClient.frame(WebSocketClient.BINARY, mutant()));
      client.says(PING, "" + i);
      for (var frame = client.next(); frame.firstByte() != PONG; frame = client.next()) {
        assertThat(frame.firstByte()).isNotEqualTo(CLOSE);
      }
    }
  }

  @Test
  void webSocketsWithBadFramesEndOnlyThemselves() {
    for (int i = 0; i < CONNECTIONS; i++) {
      WebSocketClient client = new WebSocketClient(gateway.webSocketPort(), "/eventbus/websocket");
      byte[] stream = {};
      for (int k = 0; k < 5; k++) {
        int opcode = k % 2 == 0 ? WebSocketClient.TEXT : mutations.below(256);
        stream = WebSocketClient.concat(stream, WebSocketClient.frame(opcode, mutant()));
      }
      client.http().sendsWhatItCan(mutations.of(stream));
      if (i % 2 == 0) {
        client.http().resets();
      } else {
        client.close();
      }
    }
    gateway.expect("connections{transport='websocket'}", 2);
  }
}
