package busway.channel;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.vertx.core.internal.ContextInternal;

/** The reading half of a socket that was taken over from Vert.x, the last of its pipeline. */
public final class SocketHandler extends ChannelInboundHandlerAdapter {

  private final ContextInternal context;
  private final ChannelOutput output;
  private final Peer peer;
  private final FrameSplitter frames;
  private final ReadGate gate;

  /** Who is at the other end. Told on the loop, in the context of its edge. */
  public interface Peer {

    /** Something of it was read, at the given {@link System#nanoTime}. */
    void heard(long nowNs);

    /** It sends no more, and may still listen. */
    void ended();

    /** The connection is gone, whoever closed it. */
    void closed();
  }

  public SocketHandler(
      ContextInternal context,
      ChannelOutput output,
      Peer peer,
      FrameSplitter frames,
      ReadGate gate) {
    this.context = context;
    this.output = output;
    this.peer = peer;
    this.frames = frames;
    this.gate = gate;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    ContextInternal previous = context.beginDispatch();
    try {
      peer.heard(System.nanoTime());
      frames.split(bytes);
      gate.check();
    } finally {
      context.endDispatch(previous);
      bytes.release();
    }
  }

  /** Comes only where the channel allows one half to be closed. */
  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == ChannelInputShutdownEvent.INSTANCE) {
      context.dispatch(peer::ended);
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
    gate.closed();
    context.dispatch(peer::closed);
  }

  /** A reset connection, mostly; whatever it is, this connection is over. */
  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }
}
