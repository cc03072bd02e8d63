package busway.bench.load;

/**
 * When the messages of an open loop are due: at a fixed rate, however late the earlier ones are
 * answered. A latency counted from the due time hides no wait (no coordinated omission).
 */
final class Pacer {

  private final double perSecond;
  private final long startNs;
  private long taken;

  Pacer(double perSecond, long startNs) {
    this.perSecond = perSecond;
    this.startNs = startNs;
  }

  /** When the next is due. */
  long nextNs() {
    return startNs + (long) (taken * 1e9 / perSecond);
  }

  /** Whether the next is due. */
  boolean due(long nowNs) {
    return nextNs() - nowNs <= 0;
  }

  /** Takes the next: its due time. */
  long take() {
    long dueNs = nextNs();
    taken++;
    return dueNs;
  }
}
