package busway.tcp;

import busway.testing.TcpClient;
import busway.testing.Wait;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicLong;

/** Bytes that a client writes for as long as the server lets it. */
final class Flood implements AutoCloseable {

  private final AtomicLong bytes = new AtomicLong();
  private final TcpClient client;
  private final Thread thread;

  Flood(TcpClient client) {
    this.client = client;
    this.thread = Thread.ofVirtual().start(this::write);
    Wait.until("the first bytes", () -> bytes() > 0);
  }

  private void write() {
    byte[] chunk = new byte[16 << 10];
    try {
      while (true) {
        client.sends(chunk);
        bytes.addAndGet(chunk.length);
      }
    } catch (UncheckedIOException e) {
      // The server has closed: there is nothing to write to any more.
    }
  }

  long bytes() {
    return bytes.get();
  }

  @Override
  public void close() throws InterruptedException {
    client.close();
    thread.join();
  }
}
