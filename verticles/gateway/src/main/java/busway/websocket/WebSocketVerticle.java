package busway.websocket;

import busway.session.Edge;
import busway.session.EdgePolicy;
import busway.session.EdgeServices;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * The WebSocket edge: one instance an event loop. Undeploying it drains its clients.
 *
 * <p>One HTTP server answers raw WebSocket, SockJS and the page.
 */
public final class WebSocketVerticle extends VerticleBase {

  /** A port that all instances of the verticle share and the kernel picks. */
  private static final int ANY_SHARED_PORT = -2;

  private static final int HTTP_IDLE_SECONDS = 60;
  private static final int FORBIDDEN = 403;

  /** The handler of an HTTP connection that flushes once a read. */
  static final String FLUSH = "busway-flush";

  /** What the server lets clients have beyond the drain: they are to hear why they are closed. */
  private static final Duration FAREWELL = Duration.ofSeconds(5);

  private final WebSocketConfig config;
  private final EdgeServices services;
  private final AdminPlace admin;
  private final IntConsumer listening;

  @SuppressWarnings("NullAway.Init") // by start
  private Edge rawEdge;

  @SuppressWarnings("NullAway.Init") // by start
  private Edge sockJs;

  @SuppressWarnings("NullAway.Init") // by start
  private HttpServer server;

  /**
   * Makes one instance.
   *
   * @param adminPort where the admin port listens, which the page is told; 0 if nowhere
   * @param listening told the port once this instance listens
   */
  public WebSocketVerticle(
      WebSocketConfig config, EdgeServices services, int adminPort, IntConsumer listening) {
    this.config = config;
    this.services = services;
    this.admin = new AdminPlace(config.adminUrl(), adminPort);
    this.listening = listening;
  }

  @Override
  public Future<?> start() {
    rawEdge = new Edge((ContextInternal) context, policy("websocket", true), services);
    sockJs = new Edge((ContextInternal) context, policy("sockjs", false), services);
    server =
        vertx
            .createHttpServer(options())
            .connectionHandler(WebSocketVerticle::flushOnceARead)
            .requestHandler(requests());
    int port = config.port() == 0 ? ANY_SHARED_PORT : config.port();
    return server
        .listen(port, config.host())
        .onSuccess(ready -> listening.accept(ready.actualPort()));
  }

  @Override
  public Future<?> stop() {
    Duration timeout = services.drainTimeout().plus(FAREWELL);
    server.shutdown(timeout.toMillis(), TimeUnit.MILLISECONDS);
    return Future.all(rawEdge.drain(), sockJs.drain());
  }

  /**
   * What a request writes leaves when it has been handled: SockJS tells a client that its session
   * is open before it has noted so itself, and the client's next poll may come over another loop.
   */
  private static void flushOnceARead(HttpConnection connection) {
    if (connection instanceof HttpServerConnection http) {
      http.channelHandlerContext().pipeline().addFirst(FLUSH, new FlushConsolidationHandler());
    }
  }

  private Router router() {
    Router router = Router.router(vertx);
    new SockJs(config, sockJs).mount(vertx, router);
    if (config.page()) {
      Page.mount(router, config.path(), admin, services.metrics()::snapshot);
    }
    return router;
  }

  /** A raw WebSocket goes past the router: vertx-web would wrap the socket that we take over. */
  private Handler<HttpServerRequest> requests() {
    RawWebSocket raw = new RawWebSocket(config, rawEdge, services.session().maxOutboundBytes());
    Router router = router();
    return request -> {
      if (!permitted(request)) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        request.response().setStatusCode(FORBIDDEN).end("Origin " + origin + " may not connect.");
      } else if (raw.serves(request)) {
        raw.upgrade(request);
      } else {
        router.handle(new StrictRequest(request, sockJs.hub(), config.maxFrameBytes()));
      }
    };
  }

  /** Browsers say which page connects; whoever does not say is no browser. */
  private boolean permitted(HttpServerRequest request) {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    return origin == null
        || !request.path().startsWith(config.path())
        || config.origins().contains("*")
        || config.origins().contains(origin);
  }

  private HttpServerOptions options() {
    HttpServerOptions options = new HttpServerOptions();
    options.setTcpNoDelay(true).setTcpKeepAlive(true).setAcceptBacklog(config.acceptBacklog());
    options.setIdleTimeout(HTTP_IDLE_SECONDS);
    options.setHttp2ClearTextEnabled(false);
    options.setTracingPolicy(TracingPolicy.IGNORE);
    options.setPerMessageWebSocketCompressionSupported(false);
    options.setPerFrameWebSocketCompressionSupported(false);
    options.setMaxWebSocketFrameSize(config.maxFrameBytes());
    options.setMaxWebSocketMessageSize(config.maxMessageBytes());
    return options;
  }

  private EdgePolicy policy(String transport, boolean probes) {
    Duration expiresAfter = config.pingTimeout();
    return new EdgePolicy(
        transport,
        false,
        false,
        config.maxAddressLength(),
        config.maxReplyAddressLength(),
        expiresAfter,
        probes);
  }
}
