package busway.metrics;

import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Every meter of the gateway. Made once, before Vert.x; from any thread. */
public final class GatewayMetrics implements AutoCloseable {

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

  /** Makes the Vert.x that is built count its event bus and its pools here. */
  public VertxBuilder install(VertxBuilder builder) {
    return builder;
  }

  /** Begins to measure the event loops of {@code vertx}. Called once. */
  public void start(Vertx vertx, MetricsConfig config) {}

  /** Loops, frames and connections now, as the page shows them. Cheap. */
  public JsonObject snapshot() {
    return new JsonObject();
  }

  /** Stops measuring. The meters keep their last values. */
  @Override
  public void close() {}
}
