package busway.loops;

import java.util.function.LongSupplier;

/** What a loop does that a test tells to poll and to wake up. It runs on the test's thread. */
public final class DrivenLoop {

  private final LoopActivity activity;

  /** A loop that polls. */
  public DrivenLoop(LongSupplier clock) {
    activity = new LoopActivity(clock);
    activity.started(Thread.currentThread(), clock.getAsLong());
    activity.polls(clock.getAsLong());
  }

  public LoopActivity activity() {
    return activity;
  }

  public void polls(long nowNs) {
    activity.polls(nowNs);
  }

  public void wakes(long nowNs) {
    activity.wakes(nowNs);
  }
}
