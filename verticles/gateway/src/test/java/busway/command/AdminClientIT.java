package busway.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class AdminClientIT {

  private static final String PATH = "/admin/deployments";

  @Test
  void saysThatNobodyIsThere() throws Exception {
    // Bound, so that it is nobody else's, and not listened to.
    try (Socket bound = new Socket()) {
      bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      int free = bound.getLocalPort();
      try (AdminClient client = client(free, "a-token")) {
        assertThatThrownBy(() -> client.call("GET", PATH, null))
            .hasMessageStartingWith("no gateway answers at http://127.0.0.1:" + free);
      }
    }
  }

  @Test
  void saysThatAGatewayWentBeforeItAnswered() throws Exception {
    try (ServerSocket socket = listening();
        AdminClient client = client(socket.getLocalPort(), "a-token")) {
      CompletableFuture<Void> gateway = CompletableFuture.runAsync(() -> hangUp(socket));
      assertThatThrownBy(() -> client.call("POST", PATH, null))
          .isInstanceOf(CommandException.class)
          .hasMessageStartingWith(
              "http://127.0.0.1:"
                  + socket.getLocalPort()
                  + " broke off before it answered, and may have done it or not: ");
      gateway.join();
    }
  }

  @Test
  void refusesATokenThatNoHeaderCanHoldAndDoesNotTellIt() {
    try (AdminClient client = client(1, "open\nsesame")) {
      CommandException refusal =
          catchThrowableOfType(CommandException.class, () -> client.call("GET", PATH, null));
      assertThat(refusal).hasMessageNotContaining("sesame");
      assertThat(refusal.misused()).isTrue();
    }
  }

  @Test
  void refusesAnEmptyName() {
    assertThatThrownBy(() -> Shown.path("", "/logs"))
        .isInstanceOf(CommandException.class)
        .hasMessage("NAME: empty (expected: one that `busway list` shows)");
  }

  private static AdminClient client(int port, String token) {
    return new AdminClient(URI.create("http://127.0.0.1:" + port), token, List.of());
  }

  private static ServerSocket listening() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  /** Reads a little of the request, and ends the connection. */
  private static void hangUp(ServerSocket socket) {
    try (Socket accepted = socket.accept()) {
      assertThat(accepted.getInputStream().read()).isEqualTo('P');
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
