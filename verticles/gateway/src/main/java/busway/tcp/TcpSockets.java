package busway.tcp;

import busway.channel.ChannelOutput;
import busway.channel.ReadGate;
import busway.channel.Scratch;
import busway.channel.SocketHandler;
import busway.session.Edge;
import busway.session.Session;
import busway.session.Tap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;
import org.jspecify.annotations.Nullable;

/** Sessions of the sockets that Vert.x accepts on one event loop. Belongs to that loop. */
public final class TcpSockets {

  private final Edge edge;
  private final int maxFrameBytes;
  private final int maxOutboundBytes;
  private final Scratch scratch = new Scratch();

  /**
   * Makes it for the sockets of one edge.
   *
   * @param maxFrameBytes the longest frame a client may send
   * @param maxOutboundBytes what may wait for one client
   */
  public TcpSockets(Edge edge, int maxFrameBytes, int maxOutboundBytes) {
    this.edge = edge;
    this.maxFrameBytes = maxFrameBytes;
    this.maxOutboundBytes = maxOutboundBytes;
  }

  /** Whoever connects may speak. */
  Session accept(NetSocket socket) {
    Opened opened = open(socket, null);
    opened.serve(new TcpFrames(maxFrameBytes, scratch, opened.session));
    return opened.session;
  }

  /** Whoever connects has to log in first, by the token that the owner of the socket was given. */
  public void accept(NetSocket socket, SocketOwner owner) {
    Opened opened = open(socket, owner.tap());
    OwnedFrames frames = new OwnedFrames(maxFrameBytes, scratch, opened.session, owner);
    opened.serve(frames);
    edge.context().setTimer(owner.loginTimeout().toMillis(), id -> frames.expire());
  }

  /**
   * Takes the socket over from Vert.x: its own handler would add a queue and a copy to each read.
   */
  private Opened open(NetSocket socket, @Nullable Tap tap) {
    Channel channel = ((NetSocketInternal) socket).channelHandlerContext().channel();
    channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    ChannelOutput output = new ChannelOutput(channel, edge.hub().output());
    TcpTransport transport = new TcpTransport(output, edge.hub().dialects().tcp());
    return new Opened(channel, output, new Session(edge, transport, tap));
  }

  private final class Opened {

    private final Channel channel;
    private final ChannelOutput output;
    private final Session session;

    Opened(Channel channel, ChannelOutput output, Session session) {
      this.channel = channel;
      this.output = output;
      this.session = session;
    }

    void serve(TcpFrames frames) {
      ReadGate gate = new ReadGate(channel, output, maxOutboundBytes, edge.metrics());
      SocketHandler handler = new SocketHandler(edge.context(), output, session, frames, gate);
      channel.pipeline().replace("handler", "busway", handler);
    }
  }
}
