package busway.metrics;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntSupplier;

/** Every meter of the gateway. */
public final class GatewayMetrics {

  private final List<EdgeMetrics> edges = new CopyOnWriteArrayList<>();
  private final List<PoolMetrics> pools = new CopyOnWriteArrayList<>();

  /**
   * The counters of one edge on one event loop. Called once a verticle instance.
   *
   * @param transport label, such as {@code tcp}
   * @param closeReasons labels of {@code connections_closed_total}
   * @param errorCodes labels of {@code errors_total}
   */
  public EdgeMetrics edge(String transport, List<String> closeReasons, List<String> errorCodes) {
    EdgeMetrics edge = new EdgeMetrics(transport, closeReasons, errorCodes);
    edges.add(edge);
    return edge;
  }

  /**
   * The counters of one pool of workers. Called once a pool.
   *
   * @param pool label
   * @param queued requests that wait for a thread now
   * @param active tasks that run now
   * @param size tasks that may run at once
   */
  public PoolMetrics pool(String pool, IntSupplier queued, IntSupplier active, int size) {
    PoolMetrics metrics = new PoolMetrics(pool, queued, active, size);
    pools.add(metrics);
    return metrics;
  }
}
