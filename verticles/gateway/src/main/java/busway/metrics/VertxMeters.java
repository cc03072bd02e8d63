package busway.metrics;

import io.vertx.core.spi.metrics.EventBusMetrics;
import io.vertx.core.spi.metrics.PoolMetrics;
import io.vertx.core.spi.metrics.VertxMetrics;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Counts what Vert.x tells of its event bus and its worker pools; its sockets are the edges'
 * business, and pools of connections their clients'.
 */
final class VertxMeters implements VertxMetrics {

  private static final int MAX_POOLS = 50;
  private static final String WORKER = "worker";

  /** A pool of one version of a deployment: all of them count as one. */
  private static final Pattern VERSION = Pattern.compile("^(busway-.*)#\\d+$");

  private final BusMetrics bus;
  private final PoolTotals pools;
  private final Map<String, VertxPool> byName = new HashMap<>();

  VertxMeters(BusMetrics bus, PoolTotals pools) {
    this.bus = bus;
    this.pools = pools;
  }

  @Override
  public EventBusMetrics<BusMetrics.Handler> createEventBusMetrics() {
    return bus;
  }

  /** Called again for a pool that is made again: its name goes on counting where it was. */
  @Override
  public synchronized @Nullable PoolMetrics<?, ?> createPoolMetrics(
      String type, @Nullable String fullName, int maxSize) {
    if (!type.equals(WORKER)) {
      return null;
    }
    String name = fullName == null ? null : VERSION.matcher(fullName).replaceFirst("$1");
    boolean known = name != null && (byName.size() < MAX_POOLS || byName.containsKey(name));
    return byName.computeIfAbsent(known ? name : BoundedLabels.OTHER, this::pool).open(maxSize);
  }

  private VertxPool pool(String name) {
    VertxPool pool = new VertxPool(name);
    pools.add(pool.counts());
    return pool;
  }

  @Override
  public boolean isMetricsEnabled() {
    return true;
  }
}
