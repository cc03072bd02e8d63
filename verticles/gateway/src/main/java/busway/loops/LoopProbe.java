package busway.loops;

import busway.metrics.LastSpan;
import busway.metrics.LoopHistogram;
import busway.metrics.TraceLink;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;

/**
 * The lag of one event loop: how long an empty task that is submitted from outside waits until the
 * loop runs it. One task is under way at a time, so that a blocked loop does not collect them; what
 * was missed meanwhile is filled in when it ends.
 *
 * <p>{@link #probe} belongs to the prober's thread, {@link #run} to the loop; the rest is read from
 * any thread.
 */
final class LoopProbe implements Runnable {

  /** How long the worst lag is remembered, twice at most. */
  private static final long WINDOW_NS = 1_000_000_000;

  private static final long NONE = Long.MIN_VALUE;

  private final Executor loop;
  private final long intervalNs;
  private final LongSupplier clock;
  private final LoopHistogram lag = new LoopHistogram();

  private volatile long submittedNs = NONE;
  private volatile long lastLagNs;
  private volatile long windowStartNs;
  private volatile long windowMaxNs;
  private volatile long previousMaxNs;

  LoopProbe(Executor loop, long intervalNs, LongSupplier clock) {
    this.loop = loop;
    this.intervalNs = intervalNs;
    this.clock = clock;
    this.windowStartNs = clock.getAsLong();
  }

  /** Submits the next task, unless one is under way. */
  void probe() {
    if (submittedNs != NONE) {
      return;
    }
    submittedNs = clock.getAsLong();
    try {
      loop.execute(this);
    } catch (RejectedExecutionException stopped) {
      submittedNs = NONE;
    }
  }

  /** Is the task. */
  @Override
  public void run() {
    long nowNs = clock.getAsLong();
    long lagNs = nowNs - submittedNs;
    lag.record(lagNs, intervalNs);
    TraceLink trace = LastSpan.within(lagNs);
    if (trace != null) {
      lag.trace(lagNs, trace);
    }
    remember(lagNs, nowNs);
    lastLagNs = lagNs;
    submittedNs = NONE;
  }

  private void remember(long lagNs, long nowNs) {
    if (nowNs - windowStartNs > WINDOW_NS) {
      previousMaxNs = windowMaxNs;
      windowMaxNs = 0;
      windowStartNs = nowNs;
    }
    if (lagNs > windowMaxNs) {
      windowMaxNs = lagNs;
    }
  }

  /** Lag now: of the last task, or the age of the one under way if that is more. */
  long lagNs() {
    long sinceNs = submittedNs;
    long ageNs = sinceNs == NONE ? 0 : clock.getAsLong() - sinceNs;
    return Math.max(lastLagNs, ageNs);
  }

  /** The worst lag of the last second or two. */
  long worstLagNs() {
    return Math.max(lagNs(), Math.max(windowMaxNs, previousMaxNs));
  }

  /** Every lag since the start. */
  LoopHistogram lag() {
    return lag;
  }
}
