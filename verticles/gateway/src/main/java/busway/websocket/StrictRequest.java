package busway.websocket;

import busway.channel.ChannelOutput;
import busway.session.Hub;
import io.netty.channel.Channel;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.HttpServerRequestInternal;
import io.vertx.core.internal.http.HttpServerRequestWrapper;
import io.vertx.core.internal.http.WebSocketInternal;

/** A request whose connection, if it becomes a WebSocket of SockJS, is held to RFC 6455. */
final class StrictRequest extends HttpServerRequestWrapper {

  private final Hub hub;
  private final int maxFrameBytes;

  StrictRequest(HttpServerRequest request, Hub hub, int maxFrameBytes) {
    super((HttpServerRequestInternal) request);
    this.hub = hub;
    this.maxFrameBytes = maxFrameBytes;
  }

  @Override
  public Future<ServerWebSocket> toWebSocket() {
    return delegate.toWebSocket().map(this::strict);
  }

  private ServerWebSocket strict(ServerWebSocket socket) {
    Channel channel = ((WebSocketInternal) socket).channelHandlerContext().channel();
    ChannelOutput output = new ChannelOutput(channel, hub.output());
    ViolationHandler violations =
        new ViolationHandler(new WebSocketTransport(output, hub.dialects()));
    StrictFrames.decode(channel.pipeline(), maxFrameBytes, violations);
    return socket;
  }
}
