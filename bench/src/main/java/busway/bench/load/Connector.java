package busway.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Opens the connections of a run, a bounded number at a time. Used on the event loop. */
final class Connector {

  private static final int AT_ONCE = 64;
  private static final int CONNECT_TIMEOUT_MS = 10_000;
  private static final int MAX_FRAME_BYTES = 4 << 20;
  private static final int OUTBOUND_BYTES = 256 << 20;
  private static final int MOST_OUTBOUND_BYTES = 16 << 20;
  private static final int LEAST_OUTBOUND_BYTES = 64 << 10;

  private final Target target;
  private final EventLoop loop;
  private final Connection.Shared shared;
  private final int count;
  private final List<Connection> connections = new ArrayList<>();
  private final CompletableFuture<List<Connection>> opened = new CompletableFuture<>();
  private int started;
  private int ready;

  Connector(Target target, EventLoop loop, Connection.Shared shared, int count) {
    this.target = target;
    this.loop = loop;
    this.shared = shared;
    this.count = count;
  }

  /** All of them, in the order of their index, or the first failure. */
  CompletableFuture<List<Connection>> open() {
    if (count == 0) {
      opened.complete(connections);
    }
    for (int i = 0; i < Math.min(AT_ONCE, count); i++) {
      next();
    }
    return opened;
  }

  private void next() {
    if (started == count || opened.isDone()) {
      return;
    }
    int index = started++;
    ChannelFuture connecting =
        new Bootstrap()
            .group(loop)
            .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MS)
            .option(
                ChannelOption.WRITE_BUFFER_WATER_MARK,
                new WriteBufferWaterMark(outboundBytes() / 2, outboundBytes()))
            .handler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    initialize(channel, index);
                  }
                })
            .connect(target.uri().getHost(), target.uri().getPort());
    connecting.addListener(
        future -> {
          if (!future.isSuccess()) {
            opened.completeExceptionally(future.cause());
          }
        });
  }

  /** How much of what is written may wait for the gateway on one connection. */
  private int outboundBytes() {
    return Math.clamp(OUTBOUND_BYTES / count, LEAST_OUTBOUND_BYTES, MOST_OUTBOUND_BYTES);
  }

  private void initialize(Channel channel, int index) {
    Connection connection = new Connection(index, channel, target.webSocket(), shared);
    if (target.webSocket()) {
      webSocket(channel.pipeline());
    } else {
      channel.pipeline().addLast(new LengthFieldBasedFrameDecoder(MAX_FRAME_BYTES, 0, 4, 0, 4));
    }
    channel.pipeline().addLast(connection);
    connections.add(connection);
    connection
        .ready()
        .addListener(
            future -> {
              if (!future.isSuccess()) {
                opened.completeExceptionally(future.cause());
              } else {
                oneMore();
              }
            });
  }

  private void webSocket(ChannelPipeline pipeline) {
    pipeline
        .addLast(new HttpClientCodec())
        .addLast(new HttpObjectAggregator(65_536))
        .addLast(
            new WebSocketClientProtocolHandler(
                WebSocketClientProtocolConfig.newBuilder()
                    .webSocketUri(target.uri())
                    .maxFramePayloadLength(MAX_FRAME_BYTES)
                    .handleCloseFrames(false)
                    .dropPongFrames(false)
                    .build()))
        .addLast(new WebSocketFrameAggregator(MAX_FRAME_BYTES));
  }

  private void oneMore() {
    ready++;
    if (ready == count) {
      opened.complete(connections);
    } else {
      next();
    }
  }
}
