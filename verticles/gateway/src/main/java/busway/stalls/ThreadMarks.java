package busway.stalls;

/**
 * What a thread had used at the last moments at which somebody looked. A reader may be held up
 * between two looks at clocks: each is noted with a time at which it was over for certain. Used by
 * the watchdog's thread.
 */
final class ThreadMarks {

  private static final int KEPT = 8;

  private final long[] atNs = new long[KEPT];
  private final long[] cpuNs = new long[KEPT];
  private final long[] queuedNs = new long[KEPT];
  private int marks;

  /** Notes counts that were read before {@code nowNs}. */
  void add(long nowNs, long cpu, long queued) {
    int slot = marks++ % KEPT;
    atNs[slot] = nowNs;
    cpuNs[slot] = cpu;
    queuedNs[slot] = queued;
  }

  /**
   * The slot of the last ones that were read before a moment, or else of the oldest that are kept.
   */
  private int before(long ns) {
    int slot = 0;
    for (int mark = marks - 1; mark >= Math.max(0, marks - KEPT); mark--) {
      slot = mark % KEPT;
      if (atNs[slot] - ns <= 0) {
        return slot;
      }
    }
    return slot;
  }

  /** CPU time of the thread before a moment. */
  long cpuNs(long beforeNs) {
    return cpuNs[before(beforeNs)];
  }

  /** Time that it had waited for a CPU before a moment. */
  long queuedNs(long beforeNs) {
    return queuedNs[before(beforeNs)];
  }
}
