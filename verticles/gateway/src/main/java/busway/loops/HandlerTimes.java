package busway.loops;

import busway.metrics.AddressLabels;
import busway.metrics.GatewayMetrics;
import busway.metrics.HandlerTimer;
import busway.metrics.HandlerTimers;
import busway.metrics.HandlersConfig;
import busway.metrics.Meter;
import busway.metrics.MeterSource;
import busway.metrics.Samples;
import busway.metrics.SharedHistogram;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long the handlers of one event bus run, and how long messages wait for them: by address and
 * verticle. It intercepts each delivery; which handler it ends in, the bus tells its metrics.
 */
public final class HandlerTimes
    implements HandlerTimers, MeterSource, Handler<DeliveryContext<Object>> {

  /** A handler that runs for so long gets a label if there is one. */
  static final long SLOW_NS = 10_000_000;

  private final VerticleNames names = new VerticleNames();
  private final Map<String, SharedHistogram> queues = new ConcurrentHashMap<>();
  private final Map<List<String>, HandlerSeries> series = new ConcurrentHashMap<>();
  private final HandlerTimer replies = new ReplyTimer(this);
  private final AddressLabels labels;
  private final int sample;
  private final List<TimedLoop> loops;

  private HandlerTimes(HandlersConfig config, EventLoops loops) {
    this.labels = new AddressLabels(config);
    this.sample = config.sample();
    this.loops = loops.loops().stream().map(loop -> TimedLoop.of(loop, this, config)).toList();
  }

  /**
   * Begins to time what is delivered on {@code vertx}, whose consumers and other interceptors come
   * later.
   */
  public static void start(
      Vertx vertx, EventLoops loops, GatewayMetrics metrics, HandlersConfig config) {
    if (config.enabled()) {
      HandlerTimes times = new HandlerTimes(config, loops);
      loops.watch(() -> times.loops.forEach(TimedLoop::tick));
      metrics.time(times);
      metrics.add(times);
      vertx.eventBus().addInboundInterceptor(times);
    }
  }

  @Override
  public HandlerTimer consumer(String address) {
    return new TimedHandler(this, address, null);
  }

  @Override
  public HandlerTimer replies() {
    return replies;
  }

  /** Is the interceptor. */
  @Override
  public void handle(DeliveryContext<Object> delivery) {
    LoopTimes loop = LoopTimes.ofThread();
    if (loop == null) {
      ApartTimes.deliver(delivery, this);
    } else {
      loop.deliver(delivery);
    }
  }

  /** What is exported of the handlers of the verticle that runs on this thread. */
  HandlerSeries series(String address, boolean busy) {
    String label = labels.of(address, busy);
    return labelled(label, names.current(), queue(label));
  }

  /** A timer of a verticle's replies, for one thread. */
  TimedHandler replies(String verticle) {
    return new TimedHandler(
        this, ReplyTimer.ADDRESS, labelled(ReplyTimer.ADDRESS, verticle, new SharedHistogram()));
  }

  /** The name of the verticle that runs on this thread. */
  String verticle() {
    return names.current();
  }

  private HandlerSeries labelled(String address, String verticle, SharedHistogram queue) {
    return series.computeIfAbsent(
        List.of(address, verticle),
        key -> new HandlerSeries(address, verticle, new SharedHistogram(), queue));
  }

  private SharedHistogram queue(String address) {
    return queues.computeIfAbsent(address, key -> new SharedHistogram());
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
    series
        .values()
        .forEach(
            one ->
                samples.add(
                    Meter.EVENTBUS_HANDLER, List.of(one.time()), one.address(), one.verticle()));
    queues.forEach((address, queue) -> samples.add(Meter.EVENTBUS_QUEUE, List.of(queue), address));
  }
}
