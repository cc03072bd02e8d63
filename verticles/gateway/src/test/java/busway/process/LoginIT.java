package busway.process;

import static org.assertj.core.api.Assertions.assertThat;

import busway.frame.TcpFrameCodec;
import busway.testing.Wait;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody else hears who has found the socket of a process. */
final class LoginIT {

  private static final String NEEDED =
      "login_required: the first frame has to be {\"type\":\"login\",\"token\":\"...\"}";

  private final Workshop workshop = new Workshop();
  private ProcessInstance instance;
  private NetSocket socket;
  private final Buffer heard = Buffer.buffer();
  private volatile boolean ended;

  @BeforeEach
  void connect() {
    instance = workshop.run("guarded", Workshop.worker("py.guarded"), 1).getFirst();
    JsonArray paths = workshop.who("py.guarded").getJsonArray("sockets");
    socket =
        Wait.on(
            workshop
                .gateway
                .vertx()
                .createNetClient()
                .connect(SocketAddress.domainSocketAddress(paths.getString(0))));
    socket.handler(heard::appendBuffer).endHandler(end -> ended = true);
  }

  @AfterEach
  void close() throws Exception {
    workshop.close();
  }

  private void says(String json) {
    socket.write(Buffer.buffer().appendInt(json.length()).appendString(json));
  }

  private String refusal() {
    Wait.until("the connection ends", () -> ended);
    return new JsonObject(heard.slice(TcpFrameCodec.PREFIX_BYTES, heard.length()))
        .getString("message");
  }

  @Test
  void nobodyMaySpeakBeforeALogin() {
    says("{\"type\":\"register\",\"address\":\"py.guarded\"}");
    assertThat(refusal()).isEqualTo(NEEDED);
    assertThat(workshop.intake(instance).addresses()).isEqualTo(List.of("py.guarded"));
  }

  @Test
  void aWrongTokenIsRefused() {
    says("{\"type\":\"login\",\"token\":\"guessed\"}");
    assertThat(refusal()).isEqualTo("login_failed: the token is not the one in BUSWAY_TOKEN");
  }

  @Test
  void aTokenThatIsNoTextIsRefused() {
    says("{\"type\":\"login\",\"token\":{}}");
    assertThat(refusal()).isEqualTo(NEEDED);
  }

  @Test
  void whatIsNoJsonIsRefused() {
    says("]");
    assertThat(refusal()).isEqualTo(NEEDED);
  }
}
