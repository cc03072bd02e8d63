package busway.metrics;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The last traced duration of each bucket of a histogram. One thread writes, the scraping thread
 * reads.
 */
final class TracedBuckets {

  private final AtomicReferenceArray<TracedDuration> last;

  TracedBuckets(int buckets) {
    last = new AtomicReferenceArray<>(buckets);
  }

  /** Keeps a duration in place of the bucket's one before. */
  void keep(int bucket, long durationNs, TraceLink link) {
    last.setRelease(bucket, new TracedDuration(link, durationNs / 1e9, System.currentTimeMillis()));
  }

  @Nullable TracedDuration get(int bucket) {
    return last.getAcquire(bucket);
  }
}
