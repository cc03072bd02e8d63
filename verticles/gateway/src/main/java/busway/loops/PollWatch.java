package busway.loops;

import io.netty.channel.IoHandlerContext;
import io.netty.util.concurrent.Ticker;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the I/O of a loop asks the loop while it polls, and so the moment at which the poll is over:
 * every transport asks whether it should report its active time after the poll and before it serves
 * what is ready. Used by the loop's thread.
 */
final class PollWatch implements IoHandlerContext {

  private static final long NONE = Long.MAX_VALUE;

  /** Deadlines of a loop count from here. */
  private static final long LOOP_START_NS = Ticker.systemTicker().initialNanoTime();

  private final LoopActivity activity;
  private final LongSupplier clock;
  private @Nullable IoHandlerContext loop;
  private boolean polls;
  private long expectedNs;

  PollWatch(LoopActivity activity, LongSupplier clock) {
    this.activity = activity;
    this.clock = clock;
  }

  /** Begins to watch a poll. */
  IoHandlerContext over(IoHandlerContext context) {
    loop = context;
    polls = true;
    expectedNs = NONE;
    return this;
  }

  /** Notes that the poll is over, if it is not noted. */
  void end() {
    if (polls) {
      polls = false;
      long nowNs = clock.getAsLong();
      activity.wakes(nowNs);
      if (expectedNs <= nowNs) {
        activity.late(nowNs - expectedNs);
      }
    }
  }

  @Override
  public boolean canBlock() {
    return loop().canBlock();
  }

  @Override
  public long delayNanos(long currentTimeNanos) {
    long delayNs = loop().delayNanos(currentTimeNanos);
    expectedNs = currentTimeNanos + delayNs;
    return delayNs;
  }

  @Override
  public long deadlineNanos() {
    long deadlineNs = loop().deadlineNanos();
    expectedNs = deadlineNs == -1 ? NONE : LOOP_START_NS + deadlineNs;
    return deadlineNs;
  }

  @Override
  public boolean shouldReportActiveIoTime() {
    end();
    return loop().shouldReportActiveIoTime();
  }

  @Override
  public void reportActiveIoTime(long activeNanos) {
    loop().reportActiveIoTime(activeNanos);
  }

  private IoHandlerContext loop() {
    if (loop == null) {
      throw new IllegalStateException("no poll to watch");
    }
    return loop;
  }
}
