package busway.metrics;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Every meter of the gateway. */
public final class GatewayMetrics {

  private final List<EdgeMetrics> edges = new CopyOnWriteArrayList<>();

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
}
