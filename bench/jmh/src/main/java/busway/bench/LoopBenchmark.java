package busway.bench;

import busway.loops.LoopInstruments;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoRegistration;
import io.netty.util.concurrent.ThreadAwareExecutor;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * One iteration of an event loop whose poll finds something ready at once, as under load, and whose
 * I/O is nothing: what the instruments cost is the difference.
 */
public class LoopBenchmark extends Measured {

  private final IoHandlerFactory io = loop -> new Io();
  private final IoHandler plain = io.newHandler(new Loop());
  private final IoHandler measured = new LoopInstruments().over(io).newHandler(new Loop());
  private final IoHandlerContext context = new Context();

  public LoopBenchmark() {
    measured.initialize();
  }

  @Benchmark
  public int plain() {
    return plain.run(context);
  }

  @Benchmark
  public int measured() {
    return measured.run(context);
  }

  /** Asks what epoll asks. */
  private static final class Io implements IoHandler {
    @Override
    public int run(IoHandlerContext context) {
      long deadlineNs = context.canBlock() ? context.deadlineNanos() : 0;
      return context.shouldReportActiveIoTime() ? 0 : (int) deadlineNs | 1;
    }

    @Override
    public IoRegistration register(IoHandle handle) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void wakeup() {}

    @Override
    public boolean isCompatible(Class<? extends IoHandle> handleType) {
      return false;
    }
  }

  private static final class Context implements IoHandlerContext {
    @Override
    public boolean canBlock() {
      return true;
    }

    @Override
    public long delayNanos(long currentTimeNanos) {
      return 0;
    }

    @Override
    public long deadlineNanos() {
      return Long.MAX_VALUE / 2;
    }
  }

  private static final class Loop implements ThreadAwareExecutor {
    @Override
    public boolean isExecutorThread(Thread thread) {
      return true;
    }

    @Override
    public void execute(Runnable task) {
      task.run();
    }
  }
}
