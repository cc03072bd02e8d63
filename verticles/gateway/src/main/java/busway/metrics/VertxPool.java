package busway.metrics;

import io.vertx.core.spi.metrics.PoolMetrics;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;

/**
 * The pools of one name that Vert.x runs, as they tell of themselves: marks are nanosecond clocks.
 */
final class VertxPool {

  private final Set<Open> open = ConcurrentHashMap.newKeySet();
  private final LongAdder active = new LongAdder();
  private final busway.metrics.PoolMetrics counts;

  VertxPool(String name) {
    counts =
        new busway.metrics.PoolMetrics(
            name, () -> (int) sum(open, Open::queued), active::intValue, this::size);
  }

  busway.metrics.PoolMetrics counts() {
    return counts;
  }

  /**
   * Counts one pool until it is closed.
   *
   * @param size threads, or -1 if there is no bound
   */
  PoolMetrics<Long, Long> open(int size) {
    Open pool = new Open(size);
    open.add(pool);
    return pool;
  }

  /** Threads of all, or -1 if one of them has no bound. */
  private int size() {
    boolean bounded = open.stream().allMatch(pool -> pool.size > 0);
    return bounded ? (int) sum(open, pool -> pool.size) : -1;
  }

  private static long sum(Collection<Open> pools, ToLongFunction<Open> value) {
    return pools.stream().mapToLong(value).sum();
  }

  /** One pool. Vert.x drops without a word what waits when it closes one. */
  private final class Open implements PoolMetrics<Long, Long>, PoolSize {

    private final LongAdder queued = new LongAdder();
    private volatile int size;

    Open(int size) {
      this.size = size;
    }

    long queued() {
      return queued.sum();
    }

    @Override
    public void resize(int threads) {
      size = threads;
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

    @Override
    public void close() {
      open.remove(this);
    }
  }
}
