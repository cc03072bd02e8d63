package busway.metrics;

import java.util.concurrent.atomic.LongAdder;

/**
 * A histogram of durations that many threads write: cumulative since the start, never reset, with
 * the bounds of {@link LoopHistogram}.
 */
public final class SharedHistogram {

  private final LongAdder[] counts = new LongAdder[LoopHistogram.SECONDS.length + 1];
  private final LongAdder sumNs = new LongAdder();

  SharedHistogram() {
    for (int i = 0; i < counts.length; i++) {
      counts[i] = new LongAdder();
    }
  }

  /** Records a duration in nanoseconds. From any thread. */
  public void record(long durationNs) {
    double seconds = durationNs / 1e9;
    int i = 0;
    while (i < LoopHistogram.SECONDS.length && seconds > LoopHistogram.SECONDS[i]) {
      i++;
    }
    counts[i].increment();
    sumNs.add(durationNs);
  }

  /** Recordings in bucket {@code i}, not cumulated; the last bucket is without bound. */
  public long count(int i) {
    return counts[i].sum();
  }

  /** Upper bound of bucket {@code i} in seconds; infinite for the last. */
  public double bound(int i) {
    return i < LoopHistogram.SECONDS.length ? LoopHistogram.SECONDS[i] : Double.POSITIVE_INFINITY;
  }

  /** Buckets, the one without bound included. */
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

  /** The sum of all recordings in nanoseconds. */
  public long sumNs() {
    return sumNs.sum();
  }
}
