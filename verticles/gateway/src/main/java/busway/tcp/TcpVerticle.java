package busway.tcp;

import busway.session.CloseReason;
import busway.session.Edge;
import busway.session.EdgePolicy;
import busway.session.EdgeServices;
import busway.session.Session;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/** The TCP edge: one instance an event loop. Undeploying it drains its clients. */
public final class TcpVerticle extends VerticleBase {

  /** A port that all instances of the verticle share and the kernel picks. */
  private static final int ANY_SHARED_PORT = -1;

  /** What the server lets clients have beyond the drain: they are to hear why they are closed. */
  private static final Duration FAREWELL = Duration.ofSeconds(5);

  private final TcpConfig config;
  private final EdgeServices services;
  private final IntConsumer listening;

  @SuppressWarnings("NullAway.Init") // by start
  private Edge edge;

  @SuppressWarnings("NullAway.Init") // by start
  private TcpSockets sockets;

  @SuppressWarnings("NullAway.Init") // by start
  private NetServer server;

  /**
   * Makes one instance.
   *
   * @param listening told the port once this instance listens
   */
  public TcpVerticle(TcpConfig config, EdgeServices services, IntConsumer listening) {
    this.config = config;
    this.services = services;
    this.listening = listening;
  }

  @Override
  public Future<?> start() {
    edge = new Edge((ContextInternal) context, policy(), services);
    sockets = new TcpSockets(edge, config.maxFrameBytes(), services.session().maxOutboundBytes());
    server = vertx.createNetServer(options()).connectHandler(this::accept);
    int port = config.port() == 0 ? ANY_SHARED_PORT : config.port();
    return server
        .listen(port, config.host())
        .onSuccess(ready -> listening.accept(ready.actualPort()));
  }

  @Override
  public Future<?> stop() {
    Duration timeout = services.drainTimeout().plus(FAREWELL);
    server.shutdown(timeout.toMillis(), TimeUnit.MILLISECONDS);
    return edge.drain();
  }

  private NetServerOptions options() {
    return new NetServerOptions()
        .setTcpNoDelay(true)
        .setTcpKeepAlive(true)
        .setAcceptBacklog(config.acceptBacklog());
  }

  private static EdgePolicy policy() {
    return new EdgePolicy(
        "tcp", true, true, Integer.MAX_VALUE, Integer.MAX_VALUE, Duration.ZERO, false);
  }

  private void accept(NetSocket socket) {
    Session session = sockets.accept(socket);
    if (edge.connections() > config.maxConnections()) {
      session.close(CloseReason.TOO_MANY_CONNECTIONS);
    }
  }
}
