package busway.tests;

import java.io.IOException;

/** Clients that misbehave, and work that is too much: everything that a healthy gateway lacks. */
final class Trouble implements AutoCloseable {

  private static final String LARGE = "\"" + "x".repeat(256 << 10) + "\"";

  private final int port;
  private final TcpClient client;

  Trouble(int port) throws IOException {
    this.port = port;
    this.client = new TcpClient(port);
  }

  /** A little of each kind. */
  void make() throws IOException {
    refused();
    unanswered();
    tooMuchWork();
    deaf();
    stalled();
    pinned();
  }

  private void refused() throws IOException {
    client.send("{\"type\":\"nonsense\"}");
    client.receive();
  }

  private void unanswered() throws IOException {
    client.request("nobody", "1");
  }

  /** One task that fails, and many more than the pool holds, each longer than its deadline. */
  private void tooMuchWork() throws IOException {
    client.request("fails", "1");
    for (int i = 0; i < 5; i++) {
      client.send(
          "{\"type\":\"send\",\"address\":\"oversleep\",\"replyAddress\":\"r\",\"body\":5000}");
    }
    for (int i = 0; i < 5; i++) {
      client.receive();
    }
  }

  /** A subscriber that does not read. */
  private void deaf() throws IOException {
    try (TcpClient deaf = new TcpClient(port, 4_096)) {
      deaf.register("flood");
      deaf.send("{\"type\":\"ping\"}");
      deaf.receive();
      for (int i = 0; i < 80; i++) {
        client.publish("flood", LARGE);
      }
      client.request("echo", "1");
    }
  }

  /** A handler that holds its event loop up for longer than a stall is long here, twice. */
  private void stalled() throws IOException {
    client.request("block", "3200");
    client.request("block", "3200");
  }

  /** A virtual thread that keeps its carrier while it waits. */
  private void pinned() throws IOException {
    client.request("pin", "1");
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
