package busway.metrics;

import org.jspecify.annotations.Nullable;

/** Recorded durations, cumulative since the start, readable from any thread. */
public interface DurationHistogram {

  /** Recordings in bucket {@code i}, not cumulated; the last bucket is without bound. */
  long count(int i);

  /** Upper bound of bucket {@code i} in seconds; infinite for the last. */
  double bound(int i);

  /** Buckets, the one without bound included. */
  int buckets();

  /** The sum of all recordings in nanoseconds. */
  long sumNs();

  /** The last recording in bucket {@code i} whose span was sampled, if there is one. */
  default @Nullable TracedDuration traced(int i) {
    return null;
  }
}
