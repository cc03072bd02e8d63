package busway.metrics;

/**
 * A histogram that one event loop writes and the scraping thread reads: cumulative since the start,
 * never reset, with fixed upper bounds.
 */
public final class LoopHistogram implements DurationHistogram {

  /** Upper bounds of durations in seconds, from 50 µs to 30 s. */
  static final double[] SECONDS = {
    0.000_05, 0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5,
    1, 2.5, 5, 10, 30
  };

  private final long[] boundsNs;
  private final LoopCounter[] counts;
  private final LoopCounter sumNs = new LoopCounter();

  /** Makes an empty histogram of durations. */
  public LoopHistogram() {
    boundsNs = new long[SECONDS.length];
    counts = new LoopCounter[SECONDS.length + 1];
    for (int i = 0; i < boundsNs.length; i++) {
      boundsNs[i] = Math.round(SECONDS[i] * 1e9);
    }
    for (int i = 0; i < counts.length; i++) {
      counts[i] = new LoopCounter();
    }
  }

  /** Records a duration in nanoseconds. Only from the owning loop. */
  public void record(long durationNs) {
    int i = 0;
    while (i < boundsNs.length && durationNs > boundsNs[i]) {
      i++;
    }
    counts[i].increment();
    sumNs.add(durationNs);
  }

  /**
   * Records a duration that was measured once every {@code intervalNs}, and with it the samples
   * that its own length kept from being taken: those would have waited one interval less each.
   * Costs the same however many they are.
   */
  public void record(long durationNs, long intervalNs) {
    record(durationNs);
    long missed = Math.max(0, (durationNs - 1) / intervalNs);
    long longer = missed;
    for (int i = 0; i < boundsNs.length && longer > 0; i++) {
      long above = Math.max(0, (durationNs - boundsNs[i] - 1) / intervalNs);
      counts[i].add(longer - above);
      longer = above;
    }
    counts[boundsNs.length].add(longer);
    sumNs.add(missed * durationNs - intervalNs * (missed * (missed + 1) / 2));
  }

  @Override
  public long count(int i) {
    return counts[i].value();
  }

  @Override
  public double bound(int i) {
    return i < SECONDS.length ? SECONDS[i] : Double.POSITIVE_INFINITY;
  }

  @Override
  public int buckets() {
    return counts.length;
  }

  @Override
  public long sumNs() {
    return sumNs.value();
  }
}
