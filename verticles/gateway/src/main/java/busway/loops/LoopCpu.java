package busway.loops;

import java.util.function.LongSupplier;

/**
 * The CPU time of one event loop's thread. {@link #tick} belongs to the prober's thread, the rest
 * is read from any thread.
 */
final class LoopCpu {

  private static final long WINDOW_NS = 1_000_000_000;

  private final LongSupplier threadCpuNs;
  private final LongSupplier clock;
  private long windowStartNs;
  private long windowCpuNs;
  private volatile long lastCpuNs;
  private volatile double utilisation;

  /**
   * Makes a reader of one thread.
   *
   * @param threadCpuNs CPU time that the thread has used, negative once it has ended
   */
  LoopCpu(LongSupplier threadCpuNs, LongSupplier clock) {
    this.threadCpuNs = threadCpuNs;
    this.clock = clock;
    this.windowStartNs = clock.getAsLong();
    this.windowCpuNs = cpuNs();
  }

  /** Closes the window of a second, if it is over. */
  void tick() {
    long elapsedNs = clock.getAsLong() - windowStartNs;
    if (elapsedNs >= WINDOW_NS) {
      long cpuNs = cpuNs();
      utilisation = Math.min(1, (double) (cpuNs - windowCpuNs) / elapsedNs);
      windowStartNs += elapsedNs;
      windowCpuNs = cpuNs;
    }
  }

  /** CPU time that the thread has used since it started; stays once the thread has ended. */
  long cpuNs() {
    long cpuNs = Math.max(lastCpuNs, threadCpuNs.getAsLong());
    lastCpuNs = cpuNs;
    return cpuNs;
  }

  /** The share of the last whole second that the thread spent on a CPU, 0 to 1. */
  double utilisation() {
    return utilisation;
  }
}
