package busway.loops;

import busway.testing.Wait;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.vertx.core.spi.transport.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;

/** One loop of a transport that listens, a client of it, and a record of what the loop does. */
final class OneLoop implements AutoCloseable {

  private final PollRecorder recorder;
  private final EventLoopGroup loops;
  private final Channel server;
  private final Socket client;

  OneLoop(TransportKind kind) throws Exception {
    Transport transport = kind.transport().implementation();
    recorder = new PollRecorder(transport.ioHandlerFactory());
    loops = new MultiThreadIoEventLoopGroup(1, recorder);
    server =
        new ServerBootstrap()
            .group(loops)
            .channelFactory(transport.serverChannelFactory(false))
            .childHandler(new Connection())
            .bind(InetAddress.getLoopbackAddress(), 0)
            .sync()
            .channel();
    int port = ((InetSocketAddress) server.localAddress()).getPort();
    client = new Socket(InetAddress.getLoopbackAddress(), port);
  }

  private final class Connection extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel channel) {
      channel
          .pipeline()
          .addLast(
              new SimpleChannelInboundHandler<ByteBuf>() {
                @Override
                protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
                  recorder.note("served", bytes.readableBytes());
                }
              });
    }
  }

  PollRecorder steps() {
    return recorder;
  }

  EventLoopGroup loops() {
    return loops;
  }

  void write() throws Exception {
    client.getOutputStream().write(1);
  }

  void hangUp() throws Exception {
    client.close();
  }

  void stopListening() throws Exception {
    server.close().sync();
  }

  void await(String what, int times) {
    Wait.until(times + " times " + what, () -> recorder.of(what).size() >= times);
  }

  /** Waits until the loop is about to wait. */
  void awaitPoll() {
    Wait.until("a loop that polls", () -> recorder.last().what().equals("wakes at"));
  }

  @Override
  public void close() throws Exception {
    client.close();
    loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
  }
}
