package busway.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufHolder;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Promise;
import java.io.IOException;

/** One connection to the gateway, over either protocol. */
final class Connection extends ChannelInboundHandlerAdapter {

  /** What becomes of what a connection hears. */
  interface Listener {

    /** A frame came; it holds until this returns. */
    void frame(Connection connection, Incoming frame);

    /** The answer to {@link #ping} came. */
    default void pong(Connection connection) {}
  }

  private final int index;
  private final Channel channel;
  private final boolean webSocket;
  private final Outbox outbox;
  private final Incoming incoming;
  private final Listener listener;
  private final Tally tally;
  private final Promise<Connection> ready;
  private String how = "without a reason";
  private boolean written;

  Connection(int index, Channel channel, boolean webSocket, Shared shared) {
    this.index = index;
    this.channel = channel;
    this.webSocket = webSocket;
    this.outbox = shared.outbox();
    this.incoming = shared.incoming();
    this.listener = shared.listener();
    this.tally = shared.tally();
    this.ready = channel.eventLoop().newPromise();
  }

  /** What the connections of a run have in common. */
  record Shared(Outbox outbox, Incoming incoming, Listener listener, Tally tally) {}

  /** Its place among the connections of its run, from 0. */
  int index() {
    return index;
  }

  /** Done once frames can be written. */
  Promise<Connection> ready() {
    return ready;
  }

  /** Whether the gateway takes what is written fast enough. */
  boolean writable() {
    return channel.isWritable();
  }

  /** Writes a frame with the next flush. */
  void write(Template template, long first, long second) {
    ByteBuf frame = template.frame(channel.alloc(), first, second);
    write(webSocket ? new TextWebSocketFrame(frame) : frame);
  }

  /** Answers a request with the next flush. */
  void write(Answer answer, Incoming request) {
    ByteBuf frame = answer.frame(channel.alloc(), request);
    write(webSocket ? new TextWebSocketFrame(frame) : frame);
  }

  /** Asks for a pong: by a frame of the bus over TCP, by WebSocket's own over WebSocket. */
  void ping(Template ping) {
    if (webSocket) {
      write(new PingWebSocketFrame());
    } else {
      write(ping, 0, 0);
    }
  }

  private void write(Object message) {
    channel.write(message, channel.voidPromise());
    if (!written) {
      written = true;
      outbox.add(this);
    }
  }

  void flush() {
    written = false;
    channel.flush();
  }

  boolean open() {
    return channel.isActive();
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    if (!webSocket) {
      ready.trySuccess(this);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
      ready.trySuccess(this);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      switch (message) {
        case PongWebSocketFrame pong -> listener.pong(this);
        case CloseWebSocketFrame close -> how = close.statusCode() + " " + close.reasonText();
        case ByteBufHolder frame -> read(frame.content());
        default -> read((ByteBuf) message);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void read(ByteBuf frame) {
    incoming.read(frame);
    if (!webSocket && incoming.kind() == Incoming.Kind.PONG) {
      listener.pong(this);
    } else {
      listener.frame(this, incoming);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    outbox.flush();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    how = String.valueOf(cause.getMessage());
    ready.tryFailure(cause);
    context.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (ready.isSuccess()) {
      tally.error("closed by the gateway", "connection " + index + ": " + how);
    } else {
      ready.tryFailure(new IOException("closed by the gateway: " + how));
    }
  }
}
