package busway.websocket;

import busway.channel.ChannelOutput;
import busway.channel.ReadGate;
import busway.channel.Scratch;
import busway.channel.SocketHandler;
import busway.session.Edge;
import busway.session.Session;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import java.util.List;

/**
 * Raw WebSocket connections at {@code path/websocket}. Once the handshake is done the socket is
 * taken over from Vert.x: its own decoder checks neither reserved bits nor UTF-8, and its encoder
 * would encode each frame for each client.
 */
final class RawWebSocket {

  private static final int BAD_REQUEST = 400;
  private static final int UNAVAILABLE = 503;

  /**
   * Handlers of Vert.x's own WebSocket: frames are read and written here. The encoder of the
   * handshake's response is not among them, for the handshake removes it itself.
   */
  private static final List<String> UNNEEDED =
      List.of("idle", "wsencoder", "wsdecoder", WebSocketVerticle.FLUSH);

  private final WebSocketConfig config;
  private final Edge edge;
  private final String path;
  private final int maxOutboundBytes;
  private final Scratch scratch = new Scratch();

  RawWebSocket(WebSocketConfig config, Edge edge, int maxOutboundBytes) {
    this.config = config;
    this.edge = edge;
    this.path = config.path() + "/websocket";
    this.maxOutboundBytes = maxOutboundBytes;
  }

  /** Whether the request is for this edge. */
  boolean serves(HttpServerRequest request) {
    return request.path().equals(path);
  }

  /** Upgrades the connection, or says why not. */
  void upgrade(HttpServerRequest request) {
    if (!request.method().equals(HttpMethod.GET)
        || !"websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))) {
      refuse(request, BAD_REQUEST, "Can \"Upgrade\" only to \"WebSocket\".");
    } else if (edge.draining() || edge.connections() >= config.maxConnections()) {
      refuse(request, UNAVAILABLE, edge.draining() ? "The server stops." : "Too many connections.");
    } else {
      request
          .toWebSocket()
          .onSuccess(this::accept)
          .onFailure(e -> refuse(request, BAD_REQUEST, "Not a WebSocket handshake."));
    }
  }

  private static void refuse(HttpServerRequest request, int status, String text) {
    if (!request.response().ended()) {
      request.response().setStatusCode(status).end(text);
    }
  }

  private void accept(ServerWebSocket socket) {
    Channel channel = ((WebSocketInternal) socket).channelHandlerContext().channel();
    ChannelOutput output = new ChannelOutput(channel, edge.hub().output());
    WebSocketTransport transport = new WebSocketTransport(output, edge.hub().dialects());
    Session session = new Session(edge, transport);
    MessageAssembler messages = new MessageAssembler(config.maxMessageBytes(), transport, session);
    WebSocketFrames frames =
        new WebSocketFrames(config.maxFrameBytes(), scratch, transport, messages, session);
    ReadGate gate = new ReadGate(channel, output, maxOutboundBytes, edge.metrics());
    takeOver(channel.pipeline(), new SocketHandler(edge.context(), output, session, frames, gate));
  }

  private void takeOver(ChannelPipeline pipeline, SocketHandler handler) {
    pipeline.replace("handler", "busway", handler);
    for (String unneeded : UNNEEDED) {
      if (pipeline.get(unneeded) != null) {
        pipeline.remove(unneeded);
      }
    }
  }
}
