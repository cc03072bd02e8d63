package busway.process;

import static org.assertj.core.api.Assertions.assertThat;

import busway.frame.TcpFrameCodec;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
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
  private Path place;

  @BeforeEach
  void run() {
    instance = workshop.run("guarded", Workshop.worker("py.guarded"), 1).getFirst();
    place = Path.of(workshop.who("py.guarded").getJsonArray("sockets").getString(0));
  }

  @AfterEach
  void close() throws Exception {
    workshop.close();
  }

  /** Says something on a connection of its own, and reads all until that ends. */
  private String refusalOf(String json) throws IOException {
    Buffer said = Buffer.buffer().appendInt(json.length()).appendString(json);
    try (SocketChannel socket = SocketChannel.open(UnixDomainSocketAddress.of(place))) {
      socket.write(ByteBuffer.wrap(said.getBytes()));
      Buffer heard = Buffer.buffer(Channels.newInputStream(socket).readAllBytes());
      return new JsonObject(heard.slice(TcpFrameCodec.PREFIX_BYTES, heard.length()))
          .getString("message");
    }
  }

  @Test
  void nobodyMaySpeakBeforeALogin() throws IOException {
    assertThat(refusalOf("{\"type\":\"register\",\"address\":\"py.guarded\"}")).isEqualTo(NEEDED);
    assertThat(workshop.intake(instance).addresses()).isEqualTo(List.of("py.guarded"));
  }

  @Test
  void aWrongTokenIsRefused() throws IOException {
    assertThat(refusalOf("{\"type\":\"login\",\"token\":\"guessed\"}"))
        .isEqualTo("login_failed: the token is not the one in BUSWAY_TOKEN");
  }

  @Test
  void aTokenThatIsNoTextIsRefused() throws IOException {
    assertThat(refusalOf("{\"type\":\"login\",\"token\":{}}")).isEqualTo(NEEDED);
  }

  @Test
  void whatIsNoJsonIsRefused() throws IOException {
    assertThat(refusalOf("]")).isEqualTo(NEEDED);
  }
}
