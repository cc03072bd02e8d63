package busway.websocket;

import busway.session.CloseReason;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.util.ReferenceCountUtil;

/**
 * Closes a WebSocket that Vert.x serves with the RFC's code at a violation, and lets nothing pass
 * that comes after it.
 */
final class ViolationHandler extends ChannelInboundHandlerAdapter {

  private final WebSocketTransport transport;
  private boolean violated;

  ViolationHandler(WebSocketTransport transport) {
    this.transport = transport;
  }

  /** What a violation is called, and so its close code. */
  private static CloseReason reason(CorruptedWebSocketFrameException violation) {
    return switch (violation.closeStatus().code()) {
      case 1007 -> CloseReason.INVALID_UTF8;
      case 1009 -> CloseReason.TOO_LARGE;
      default -> CloseReason.PROTOCOL_ERROR;
    };
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (violated) {
      ReferenceCountUtil.release(message);
    } else {
      ctx.fireChannelRead(message);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof CorruptedWebSocketFrameException violation) {
      violated = true;
      transport.close(reason(violation));
    } else {
      ctx.fireExceptionCaught(cause);
    }
  }
}
