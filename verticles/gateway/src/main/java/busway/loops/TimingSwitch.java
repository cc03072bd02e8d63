package busway.loops;

import busway.metrics.HandlersConfig;
import java.util.function.LongSupplier;

/**
 * Whether every message of one event loop is timed: on as soon as the loop's lag is high, off once
 * it has been low for a while. Lags come from one thread; asked from any.
 */
final class TimingSwitch {

  private final long aboveNs;
  private final long belowNs;
  private final long calmNs;
  private final LongSupplier clock;
  private long restlessNs;
  private volatile boolean full;

  TimingSwitch(HandlersConfig config, LongSupplier clock) {
    this.aboveNs = config.fullAbove().toNanos();
    this.belowNs = config.fullBelow().toNanos();
    this.calmNs = config.fullFor().toNanos();
    this.clock = clock;
  }

  /** Takes the loop's lag of now. */
  void lag(long lagNs) {
    long nowNs = clock.getAsLong();
    if (lagNs >= belowNs) {
      restlessNs = nowNs;
    }
    if (lagNs >= aboveNs) {
      full = true;
    } else if (full && nowNs - restlessNs >= calmNs) {
      full = false;
    }
  }

  /** Whether every message is timed now. */
  boolean full() {
    return full;
  }
}
