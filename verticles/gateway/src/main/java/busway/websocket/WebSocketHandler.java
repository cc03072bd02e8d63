package busway.websocket;

import busway.channel.ChannelOutput;
import busway.channel.ReadGate;
import busway.session.CloseReason;
import busway.session.Edge;
import busway.session.Session;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.internal.ContextInternal;

/** The reading half of a raw WebSocket connection, the last handler of its pipeline. */
final class WebSocketHandler extends ChannelInboundHandlerAdapter {

  /** The last status code that RFC 6455 section 7.4.2 gives to applications. */
  private static final int LAST_STATUS_CODE = 4_999;

  private final Edge edge;
  private final ChannelOutput output;
  private final WebSocketTransport transport;
  private final Session session;
  private final MessageAssembler messages;
  private final ReadGate gate;

  WebSocketHandler(
      Edge edge,
      ChannelOutput output,
      WebSocketTransport transport,
      Session session,
      MessageAssembler messages,
      ReadGate gate) {
    this.edge = edge;
    this.output = output;
    this.transport = transport;
    this.session = session;
    this.messages = messages;
    this.gate = gate;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ContextInternal previous = edge.context().beginDispatch();
    try {
      session.heard(System.nanoTime());
      if (message instanceof WebSocketFrame frame) {
        read(frame);
      }
      gate.check();
    } finally {
      edge.context().endDispatch(previous);
      ReferenceCountUtil.release(message);
    }
  }

  private void read(WebSocketFrame frame) {
    switch (frame) {
      case PingWebSocketFrame ping -> transport.pong(ping.content());
      case PongWebSocketFrame ignored -> {}
      case CloseWebSocketFrame close -> close(close.statusCode());
      default -> messages.add(frame, session);
    }
  }

  /** The decoder has checked the code, but lets pass what is beyond the codes of applications. */
  private void close(int statusCode) {
    if (statusCode > LAST_STATUS_CODE) {
      session.close(CloseReason.PROTOCOL_ERROR);
    } else {
      transport.closed(statusCode);
      session.close(CloseReason.CLIENT);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    gate.writabilityChanged();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    messages.release();
    output.closed();
    edge.context().dispatch(session::closed);
  }

  /** A frame that breaks the RFC is answered with its close code; a reset connection is over. */
  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof CorruptedWebSocketFrameException corrupted) {
      session.close(ViolationHandler.reason(corrupted));
    } else {
      ctx.close();
    }
  }
}
