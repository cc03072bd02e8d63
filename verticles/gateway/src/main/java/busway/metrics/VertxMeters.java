package busway.metrics;

import io.vertx.core.spi.metrics.EventBusMetrics;
import io.vertx.core.spi.metrics.PoolMetrics;
import io.vertx.core.spi.metrics.VertxMetrics;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what Vert.x tells of its event bus and its pools; its sockets are the edges' business. */
final class VertxMeters implements VertxMetrics {

  private static final int MAX_POOLS = 50;

  private final BusMetrics bus;
  private final PoolTotals pools;
  private final Map<String, VertxPool> byName = new ConcurrentHashMap<>();

  VertxMeters(BusMetrics bus, PoolTotals pools) {
    this.bus = bus;
    this.pools = pools;
  }

  @Override
  public EventBusMetrics<BusMetrics.Handler> createEventBusMetrics() {
    return bus;
  }

  /** Called again for a pool that is made again: it goes on counting where it was. */
  @Override
  public PoolMetrics<?, ?> createPoolMetrics(String type, String name, int maxSize) {
    boolean known = name != null && (byName.size() < MAX_POOLS || byName.containsKey(name));
    return byName.computeIfAbsent(known ? name : "other", key -> pool(key, maxSize));
  }

  private VertxPool pool(String name, int size) {
    VertxPool pool = new VertxPool(name, size);
    pools.add(pool.counts());
    return pool;
  }

  @Override
  public boolean isMetricsEnabled() {
    return true;
  }
}
