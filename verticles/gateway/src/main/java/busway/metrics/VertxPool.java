package busway.metrics;

import io.vertx.core.spi.metrics.PoolMetrics;
import java.util.concurrent.atomic.LongAdder;

/**
 * A pool of worker threads that Vert.x runs, as it tells of itself: marks are nanosecond clocks.
 */
final class VertxPool implements PoolMetrics<Long, Long> {

  private final LongAdder queued = new LongAdder();
  private final LongAdder active = new LongAdder();
  private final busway.metrics.PoolMetrics counts;

  /**
   * Makes the counts of one pool.
   *
   * @param size threads, or -1 if there is no bound
   */
  VertxPool(String name, int size) {
    counts = new busway.metrics.PoolMetrics(name, queued::intValue, active::intValue, size);
  }

  busway.metrics.PoolMetrics counts() {
    return counts;
  }

  @Override
  public Long enqueue() {
    queued.increment();
    return System.nanoTime();
  }

  @Override
  public void dequeue(Long enqueuedNs) {
    queued.decrement();
    counts.queueTime.record(System.nanoTime() - enqueuedNs);
  }

  @Override
  public Long begin() {
    active.increment();
    return System.nanoTime();
  }

  @Override
  public void end(Long begunNs) {
    active.decrement();
    counts.runTime.record(System.nanoTime() - begunNs);
  }
}
