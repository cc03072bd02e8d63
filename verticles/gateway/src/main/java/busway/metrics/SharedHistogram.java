package busway.metrics;

import java.util.concurrent.atomic.LongAdder;

/**
 * A histogram of durations that many threads write: cumulative since the start, never reset, with
 * the bounds of {@link LoopHistogram}.
 */
public final class SharedHistogram implements DurationHistogram {

  private final LongAdder[] counts = new LongAdder[LoopHistogram.SECONDS.length + 1];
  private final LongAdder sumNs = new LongAdder();

  /** Makes an empty histogram. */
  public SharedHistogram() {
    for (int i = 0; i < counts.length; i++) {
      counts[i] = new LongAdder();
    }
  }

  /** Records a duration in nanoseconds. From any thread. */
  public void record(long durationNs) {
    record(durationNs, 1);
  }

  /** Records a duration that stands for {@code times} of its kind. From any thread. */
  public void record(long durationNs, long times) {
    double seconds = durationNs / 1e9;
    int i = 0;
    while (i < LoopHistogram.SECONDS.length && seconds > LoopHistogram.SECONDS[i]) {
      i++;
    }
    counts[i].add(times);
    sumNs.add(durationNs * times);
  }

  @Override
  public long count(int i) {
    return counts[i].sum();
  }

  @Override
  public double bound(int i) {
    return i < LoopHistogram.SECONDS.length ? LoopHistogram.SECONDS[i] : Double.POSITIVE_INFINITY;
  }

  @Override
  public int buckets() {
    return counts.length;
  }

  /** Recordings in all buckets. */
  public long count() {
    long count = 0;
    for (LongAdder bucket : counts) {
      count += bucket.sum();
    }
    return count;
  }

  @Override
  public long sumNs() {
    return sumNs.sum();
  }
}
