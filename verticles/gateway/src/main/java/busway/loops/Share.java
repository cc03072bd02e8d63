package busway.loops;

import java.util.function.LongSupplier;

/**
 * The share of the last whole second that went into something. {@link #tick} belongs to the
 * prober's thread, the rest is read from any thread.
 */
final class Share {

  private static final long WINDOW_NS = 1_000_000_000;

  private final LongSupplier spentNs;
  private final LongSupplier clock;
  private long windowStartNs;
  private long windowSpentNs;
  private volatile double ratio;

  /**
   * Begins with nothing.
   *
   * @param spentNs what went into it since ever
   */
  Share(LongSupplier spentNs, LongSupplier clock) {
    this.spentNs = spentNs;
    this.clock = clock;
    this.windowStartNs = clock.getAsLong();
    this.windowSpentNs = spentNs.getAsLong();
  }

  /** Closes the window of a second, if it is over. */
  void tick() {
    long elapsedNs = clock.getAsLong() - windowStartNs;
    if (elapsedNs >= WINDOW_NS) {
      long nowNs = spentNs.getAsLong();
      ratio = Math.min(1, (double) (nowNs - windowSpentNs) / elapsedNs);
      windowStartNs += elapsedNs;
      windowSpentNs = nowNs;
    }
  }

  /** 0 to 1. */
  double ratio() {
    return ratio;
  }
}
