package busway.websocket;

import busway.session.CloseReason;
import busway.session.Edge;
import busway.session.Session;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.sockjs.SockJSHandler;
import io.vertx.ext.web.handler.sockjs.SockJSHandlerOptions;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.util.Set;

/** SockJS sessions below the event bus's path, served by vertx-web onto the same session core. */
final class SockJs {

  private static final Set<String> CLOSING =
      Set.of("xhr", "xhr_streaming", "eventsource", "htmlfile", "jsonp");

  private final WebSocketConfig config;
  private final Edge edge;

  SockJs(WebSocketConfig config, Edge edge) {
    this.config = config;
    this.edge = edge;
  }

  void mount(Vertx vertx, Router router) {
    SockJSHandlerOptions options = new SockJSHandlerOptions().setRegisterWriteHandler(false);
    options.setInsertJSESSIONID(false);
    // xhr_send and jsonp_send read the body that this handler has gathered.
    router
        .post(config.path() + "/*")
        .handler(BodyHandler.create(false).setBodyLimit(config.maxMessageBytes()));
    router.route(config.path() + "/*").handler(SockJs::announceClose);
    router
        .route(config.path() + "/*")
        .subRouter(SockJSHandler.create(vertx, options).socketHandler(this::accept));
  }

  /**
   * These transports close the connection after a response. A client that is not told so sends its
   * next request on it and loses that.
   */
  private static void announceClose(RoutingContext request) {
    String path = request.request().path();
    if (CLOSING.contains(path.substring(path.lastIndexOf('/') + 1))) {
      request.response().putHeader(HttpHeaders.CONNECTION, "close");
    }
    request.next();
  }

  private void accept(SockJSSocket socket) {
    SockJsTransport transport =
        new SockJsTransport(socket, edge.hub().dialects().sockJs(), edge.metrics());
    Session session = new Session(edge, transport);
    socket.handler(
        message -> {
          byte[] bytes = message.getBytes();
          session.heard(System.nanoTime());
          session.receive(bytes, 0, bytes.length);
        });
    Handler<Void> closed =
        ignored -> {
          transport.closed();
          session.closed();
        };
    socket.endHandler(closed);
    socket.closeHandler(closed);
    socket.exceptionHandler(failure -> session.close(CloseReason.CLIENT));
    if (edge.draining() || edge.connections() > config.maxConnections()) {
      session.close(edge.draining() ? CloseReason.SHUTDOWN : CloseReason.TOO_MANY_CONNECTIONS);
    }
  }
}
