package busway.metrics;

import io.vertx.core.VertxBuilder;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntSupplier;

/** Every meter of the gateway. Made once, before Vert.x; from any thread. */
public final class GatewayMetrics implements AutoCloseable {

  /** Transports that the page shows, whether or not their edge is deployed. */
  private static final List<String> TRANSPORTS = List.of("tcp", "websocket", "sockjs");

  private final RuntimeInfo info = new RuntimeInfo();
  private final EdgeTotals edges = new EdgeTotals();
  private final BusMetrics bus = new BusMetrics();
  private final ProcessMetrics processes = new ProcessMetrics();
  private final PoolTotals pools = new PoolTotals();
  private final Recorder recorder = new Recorder();
  private final TraceSpans spans = new TraceSpans();
  private final DeploymentMetrics deployments = new DeploymentMetrics();
  private final Hiccups hiccups = new Hiccups();
  private final List<MeterSource> others = new CopyOnWriteArrayList<>();
  private volatile LoopFigures loops = LoopFigures.NONE;
  private volatile StallFigures stalls = StallFigures.NONE;
  private final Exposition exposition =
      new Exposition(
          List.of(
              info,
              edges,
              bus,
              pools,
              processes,
              new VirtualThreadScheduler(),
              recorder,
              spans,
              deployments,
              samples -> loops.sample(samples),
              samples -> stalls.sample(samples),
              samples -> others.forEach(other -> other.sample(samples)),
              hiccups,
              new DirectMemory()));

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

  /** The counters of what one event loop hands over without the bus. Called once a loop. */
  public HubMetrics hub() {
    return bus.hub();
  }

  /** Has consumers of the event bus timed that are registered from now on. */
  public void time(HandlerTimers timers) {
    bus.time(timers);
  }

  /** By whom consumers of the event bus are timed. */
  public HandlerTimers timers() {
    return bus.timers();
  }

  /** How many consumers each address of the event bus has. */
  public ConsumerCounts consumers() {
    return bus.consumerCounts();
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
    PoolMetrics metrics = new PoolMetrics(pool, queued, active, () -> size);
    pools.add(metrics);
    return metrics;
  }

  /** What becomes of deployments. */
  public DeploymentMetrics deployments() {
    return deployments;
  }

  /** Verticles that are processes of their own. */
  public ProcessMetrics processes() {
    return processes;
  }

  /** How late threads wake. */
  public Hiccups hiccups() {
    return hiccups;
  }

  /** What becomes of spans. */
  public TraceSpans spans() {
    return spans;
  }

  /** Makes the Vert.x that is built count its event bus and its pools here. */
  public VertxBuilder install(VertxBuilder builder) {
    return builder.withMetrics(options -> new VertxMeters(bus, pools));
  }

  /** Tells what the event loops run on, and how they do. Called once. */
  public void observe(String transport, LoopFigures figures) {
    info.transport(transport);
    loops = figures;
  }

  /** Tells what holds the event loops up. Called once. */
  public void observe(StallFigures figures) {
    stalls = figures;
  }

  /** Adds meters that somebody else keeps. */
  public void add(MeterSource source) {
    others.add(source);
  }

  /**
   * Begins to measure what only the JVM's flight recorder knows, where there is one. Returns at
   * once; it takes some CPU time, which a gateway that starts has better uses for.
   */
  public void record() {
    recorder.start();
  }

  /** Tells which configuration is in effect, as any text that differs where it does. */
  public void config(String text) {
    info.config(text);
  }

  /** The text that Prometheus scrapes. Blocks while another scrape is collected. */
  public String scrape(ExpositionFormat format) {
    return exposition.text(format);
  }

  /** What runs, on what, since when and under which configuration. */
  public JsonObject info() {
    return info.json().put("loops", loops.names());
  }

  /** The last stalls of the event loops, newest first. */
  public JsonObject stalls() {
    return stalls.json();
  }

  /** Loops, frames and connections now, as the page shows them. Cheap. */
  public JsonObject snapshot() {
    JsonObject frames =
        new JsonObject()
            .put("in", edges.sum(edge -> edge.framesIn))
            .put("out", edges.sum(edge -> edge.framesOut));
    JsonObject connections = new JsonObject();
    TRANSPORTS.forEach(transport -> connections.put(transport, 0L));
    edges.connections().forEach(connections::put);
    return new JsonObject()
        .put("version", info.version())
        .put("nowMs", System.currentTimeMillis())
        .put("loops", loops.snapshot())
        .put("frames", frames)
        .put("connections", connections);
  }

  /** Stops measuring. The meters keep their last values. */
  @Override
  public void close() {
    hiccups.close();
    recorder.close();
    exposition.close();
  }
}
