package busway.loops;

import busway.metrics.AddressLabels;
import busway.metrics.BoundedLabels;
import busway.metrics.GatewayMetrics;
import busway.metrics.HandlerTimer;
import busway.metrics.HandlerTimers;
import busway.metrics.HandlersConfig;
import busway.metrics.Meter;
import busway.metrics.MeterSource;
import busway.metrics.Samples;
import busway.metrics.SharedHistogram;
import busway.vertx.BusConsumers;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long the handlers of one event bus run, and how long messages wait for them: by address and
 * verticle.
 */
public final class HandlerTimes implements HandlerTimers, MeterSource {

  /** A handler that runs for so long gets a label if there is one. */
  static final long SLOW_NS = 10_000_000;

  /** Verticles that may be labels; more are {@code other}. */
  static final int MAX_VERTICLES = 200;

  /** Pairs of an address and a verticle; of more, the verticle is {@code other}. */
  static final int MAX_SERIES = 500;

  private static final Logger LOG = LoggerFactory.getLogger(HandlerTimes.class);

  private final VerticleNames names = new VerticleNames();
  private final Map<String, SharedHistogram> queues = new ConcurrentHashMap<>();
  private final Map<List<String>, HandlerSeries> series = new ConcurrentHashMap<>();
  private final BusConsumers consumers;
  private final AddressLabels labels;
  private final BoundedLabels verticles = new BoundedLabels(MAX_VERTICLES);
  private final int sample;
  private final List<TimedLoop> loops;

  private HandlerTimes(BusConsumers consumers, HandlersConfig config, EventLoops loops) {
    this.consumers = consumers;
    this.labels = new AddressLabels(config);
    this.sample = config.sample();
    this.loops = loops.loops().stream().map(loop -> TimedLoop.of(loop, config)).toList();
  }

  /** Begins to time the consumers that are registered on {@code vertx} from now on. */
  public static void start(
      Vertx vertx, EventLoops loops, GatewayMetrics metrics, HandlersConfig config) {
    BusConsumers consumers = new BusConsumers(vertx);
    if (!config.enabled()) {
      return;
    }
    if (!consumers.found()) {
      LOG.warn("this version of Vert.x does not tell of its handlers: they are not timed");
      return;
    }
    HandlerTimes times = new HandlerTimes(consumers, config, loops);
    loops.watch(() -> times.loops.forEach(TimedLoop::tick));
    metrics.time(times);
    metrics.add(times);
  }

  @Override
  public HandlerTimer timer(String address) {
    QueueTimer queue = new QueueTimer(this);
    consumers.wrap(address, handler -> new TimedHandler(this, queue, address, handler));
    return queue;
  }

  /** The name of the verticle that runs on this thread, whether or not it is a label. */
  String verticle() {
    return names.current();
  }

  /** What is exported of a handler of the verticle that runs on this thread. */
  HandlerSeries series(String address, boolean busy) {
    String label = labels.of(address, busy);
    String verticle = verticles.of(names.current());
    HandlerSeries known = series.get(List.of(label, verticle));
    return known == null ? added(label, verticle) : known;
  }

  private synchronized HandlerSeries added(String label, String verticle) {
    String bounded = series.size() < MAX_SERIES ? verticle : BoundedLabels.OTHER;
    return series.computeIfAbsent(
        List.of(label, bounded),
        key -> new HandlerSeries(label, bounded, new SharedHistogram(), queue(label)));
  }

  private SharedHistogram queue(String label) {
    return queues.computeIfAbsent(label, key -> new SharedHistogram());
  }

  /** Messages from one that is timed to the next: so many on the average, never regular. */
  int gap() {
    return ThreadLocalRandom.current().nextInt(1, 2 * sample);
  }

  long nowNs() {
    return System.nanoTime();
  }

  @Override
  public void sample(Samples samples) {
    loops.forEach(loop -> loop.sample(samples));
    for (HandlerSeries one : series.values()) {
      samples.add(Meter.EVENTBUS_HANDLER, List.of(one.time()), one.address(), one.verticle());
    }
    queues.forEach((address, queue) -> samples.add(Meter.EVENTBUS_QUEUE, List.of(queue), address));
  }
}
