package busway.admin;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The JDK's HTTP server with bounds: each connection that is busy has a thread, there are at most
 * {@link #MAX_CONNECTIONS} of both, and a peer that does not finish its request within {@link
 * #MAX_SECONDS} is cut off. How long a response may take is for {@link WriteBounds} to say: the
 * server itself would count the time that the answer to a call takes. None of its threads is an
 * event loop.
 */
final class AdminServer implements AutoCloseable {

  static final int MAX_CONNECTIONS = 64;
  static final int MAX_SECONDS = 5;

  static {
    // The server reads its bounds once, when it is first used; an operator's own come first.
    bound("sun.net.httpserver.maxReqTime", MAX_SECONDS);
    bound("sun.net.httpserver.maxReqHeaderSize", 16 << 10);
    bound("jdk.httpserver.maxConnections", MAX_CONNECTIONS);
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads;

  private AdminServer(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  private static void bound(String property, int value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, Integer.toString(value));
    }
  }

  /** Binds and serves. Blocks while it binds. */
  static AdminServer start(AdminConfig config, AdminPages pages) throws IOException {
    InetSocketAddress address = new InetSocketAddress(config.host(), config.port());
    HttpServer server = HttpServer.create(address, MAX_CONNECTIONS);
    ExecutorService threads =
        new ThreadPoolExecutor(
            0,
            MAX_CONNECTIONS,
            30,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Thread.ofPlatform().name("busway-admin-", 0).daemon().factory());
    server.setExecutor(threads);
    server.createContext("/", pages);
    server.start();
    return new AdminServer(server, threads);
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Closes the socket and every connection. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
