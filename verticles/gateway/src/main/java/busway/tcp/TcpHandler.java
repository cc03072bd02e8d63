package busway.tcp;

import busway.channel.ChannelOutput;
import busway.channel.ReadGate;
import busway.session.Edge;
import busway.session.Session;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.vertx.core.internal.ContextInternal;

/** The reading half of a TCP connection, the last handler of its pipeline. */
final class TcpHandler extends ChannelInboundHandlerAdapter {

  private final Edge edge;
  private final ChannelOutput output;
  private final Session session;
  private final TcpFrames frames;
  private final ReadGate gate;

  TcpHandler(Edge edge, ChannelOutput output, Session session, TcpFrames frames, ReadGate gate) {
    this.edge = edge;
    this.output = output;
    this.session = session;
    this.frames = frames;
    this.gate = gate;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    ContextInternal previous = edge.context().beginDispatch();
    try {
      session.heard(System.nanoTime());
      frames.split(bytes);
      gate.check();
    } finally {
      edge.context().endDispatch(previous);
      bytes.release();
    }
  }

  /** The client has closed its half; it may still listen for answers. */
  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == ChannelInputShutdownEvent.INSTANCE) {
      edge.context().dispatch(session::ended);
      output.peerEnded();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    gate.writabilityChanged();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    frames.release();
    output.closed();
    edge.context().dispatch(session::closed);
  }

  /** A reset connection, mostly; whatever it is, this connection is over. */
  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }
}
