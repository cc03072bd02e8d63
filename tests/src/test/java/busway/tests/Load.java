package busway.tests;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A steady, healthy load over TCP and WebSocket: requests to a verticle and to a worker, and
 * messages published to subscribers. Each step waits for its answer.
 */
final class Load implements AutoCloseable {

  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final TcpClient tcp;
  private final TcpClient tcpSubscriber;
  private final WebSocketClient webSocket;
  private final WebSocketClient webSocketSubscriber;
  private final Future<?> running;
  private volatile boolean stopped;

  /** Begins at once. */
  Load(RunningBusway busway) throws Exception {
    tcp = new TcpClient(busway.tcpPort());
    tcpSubscriber = new TcpClient(busway.tcpPort());
    webSocket = new WebSocketClient(busway.websocket());
    webSocketSubscriber = new WebSocketClient(busway.websocket());
    tcpSubscriber.register("news");
    tcpSubscriber.request("echo", "\"registered\"");
    webSocketSubscriber.register("news");
    webSocketSubscriber.request("echo", "\"registered\"");
    running =
        thread.submit(
            () -> {
              while (!stopped) {
                step();
              }
              return null;
            });
  }

  private void step() throws Exception {
    answered(tcp.request("echo", "{\"n\":1.50}"));
    answered(webSocket.request("echo", "{\"n\":1.50}"));
    answered(tcp.request("sleep", "1"));
    tcp.publish("news", "{\"headline\":\"all is well\"}");
    tcpSubscriber.receive();
    webSocketSubscriber.receive();
  }

  private static void answered(String frame) {
    if (frame.contains("\"err\"")) {
      throw new AssertionError(frame);
    }
  }

  /** Stops, and fails if a step had failed. */
  @Override
  public void close() throws IOException {
    stopped = true;
    try {
      running.get(60, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException | InterruptedException e) {
      throw new AssertionError("the load failed", e);
    } finally {
      thread.shutdownNow();
      tcp.close();
      tcpSubscriber.close();
      webSocket.close();
      webSocketSubscriber.close();
    }
  }
}
