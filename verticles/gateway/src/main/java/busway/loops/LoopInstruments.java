package busway.loops;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.ThreadAwareExecutor;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;

/** The event loops that are measured from within, and what was measured. From any thread. */
public final class LoopInstruments {

  private final Map<ThreadAwareExecutor, LoopActivity> activities = new ConcurrentHashMap<>();

  /** Makes what {@code io} makes, with instruments. */
  public IoHandlerFactory over(IoHandlerFactory io) {
    return new Measured(io);
  }

  /** Loops over {@code io}, with instruments. */
  EventLoopGroup group(int loops, ThreadFactory threads, IoHandlerFactory io) {
    return new MultiThreadIoEventLoopGroup(loops, threads, over(io));
  }

  /** What a loop does, if it is one of these. */
  Optional<LoopActivity> of(Object loop) {
    return Optional.ofNullable(activities.get(loop));
  }

  private final class Measured implements IoHandlerFactory {

    private final IoHandlerFactory io;

    Measured(IoHandlerFactory io) {
      this.io = io;
    }

    @Override
    public IoHandler newHandler(ThreadAwareExecutor loop) {
      LoopActivity activity = new LoopActivity(System::nanoTime);
      activities.put(loop, activity);
      return new MeasuredIoHandler(io.newHandler(loop), activity, System::nanoTime);
    }

    @Override
    public boolean isChangingThreadSupported() {
      return io.isChangingThreadSupported();
    }
  }
}
