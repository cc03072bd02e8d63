package busway.tests;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client of the raw WebSocket edge, by the JDK's own WebSocket, in text frames. */
final class WebSocketClient implements AutoCloseable, WebSocket.Listener {

  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private final StringBuilder partial = new StringBuilder();
  private final HttpClient http = HttpClient.newHttpClient();
  private final WebSocket socket;

  WebSocketClient(URI uri) throws Exception {
    socket = http.newWebSocketBuilder().buildAsync(uri, this).get(40, TimeUnit.SECONDS);
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      received.add(partial.toString());
      partial.setLength(0);
    }
    from.request(1);
    return null;
  }

  void send(String json) throws Exception {
    socket.sendText(json, true).get(40, TimeUnit.SECONDS);
  }

  /** The next frame. */
  String receive() throws InterruptedException {
    String frame = received.poll(40, TimeUnit.SECONDS);
    if (frame == null) {
      throw new AssertionError("nothing came within 40 s");
    }
    return frame;
  }

  /** Sends a request and waits for its reply or failure. */
  String request(String address, String body) throws Exception {
    send(
        "{\"type\":\"send\",\"address\":\"%s\",\"replyAddress\":\"r\",\"body\":%s}"
            .formatted(address, body));
    return receive();
  }

  void register(String address) throws Exception {
    send("{\"type\":\"register\",\"address\":\"%s\"}".formatted(address));
  }

  @Override
  public void close() {
    socket.abort();
    http.shutdownNow();
  }
}
