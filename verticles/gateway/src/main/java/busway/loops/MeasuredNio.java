package busway.loops;

import io.netty.channel.EventLoopGroup;
import io.vertx.core.impl.transports.NioTransport;
import java.util.concurrent.ThreadFactory;

/** NIO with measured event loops. Vert.x knows NIO, and so "not native", by its class. */
final class MeasuredNio extends NioTransport {

  private final LoopInstruments instruments;

  MeasuredNio(LoopInstruments instruments) {
    this.instruments = instruments;
  }

  @Override
  public EventLoopGroup eventLoopGroup(int type, int loops, ThreadFactory threads, int ioRatio) {
    return type == IO_EVENT_LOOP_GROUP
        ? instruments.group(loops, threads, ioHandlerFactory())
        : super.eventLoopGroup(type, loops, threads, ioRatio);
  }
}
