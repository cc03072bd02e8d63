package busway.loops;

import java.util.function.LongSupplier;

/** The CPU time of one event loop's thread. From any thread. */
final class LoopCpu {

  private final LongSupplier threadCpuNs;
  private long lastNs;

  /**
   * Makes a reader of one thread.
   *
   * @param threadCpuNs CPU time that the thread has used, negative once it has ended
   */
  LoopCpu(LongSupplier threadCpuNs) {
    this.threadCpuNs = threadCpuNs;
  }

  /** CPU time that the thread has used since it started; stays once the thread has ended. */
  synchronized long ns() {
    lastNs = Math.max(lastNs, threadCpuNs.getAsLong());
    return lastNs;
  }
}
