package busway.metrics;

import busway.metrics.ConsumerCounts.ConsumerCount;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.spi.metrics.EventBusMetrics;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the event bus tells of itself, and what the loops hand over in its place. Called for each
 * message, on whichever thread sends or receives it: every count is an adder that was made at the
 * start, and nothing is looked up by address.
 */
final class BusMetrics implements EventBusMetrics<BusMetrics.Handler>, MeterSource {

  private static final String REPLY_PREFIX = "__vertx.reply.";

  private final Kind sends = new Kind("send");
  private final Kind publishes = new Kind("publish");
  private final Kind replies = new Kind("reply");
  private final Handlers consumers = new Handlers("consumer");
  private final Handlers awaited = new Handlers("reply");
  private final LongAdder scheduled = new LongAdder();
  private final LongAdder delivered = new LongAdder();
  private final LongAdder discarded = new LongAdder();
  private final Map<ReplyFailure, LongAdder> failures = new EnumMap<>(ReplyFailure.class);
  private final ConsumerCounts consumerCounts = new ConsumerCounts();
  private final Handler awaitedHandler = new Handler(awaited, null, HandlerTimer.NONE);
  private final List<HubMetrics> hubs = new CopyOnWriteArrayList<>();

  private volatile HandlerTimers timers = HandlerTimers.NONE;

  BusMetrics() {
    for (ReplyFailure failure : ReplyFailure.values()) {
      failures.put(failure, new LongAdder());
    }
  }

  /** The counters of one event loop that hands messages over itself. */
  HubMetrics hub() {
    HubMetrics hub = new HubMetrics();
    hubs.add(hub);
    return hub;
  }

  /** Has consumers timed that are registered from now on. */
  void time(HandlerTimers with) {
    timers = with;
  }

  /** By whom consumers are timed. */
  HandlerTimers timers() {
    return timers;
  }

  /** How many consumers each address has. */
  ConsumerCounts consumerCounts() {
    return consumerCounts;
  }

  @Override
  public Handler handlerRegistered(String address) {
    if (address.startsWith(REPLY_PREFIX)) {
      awaited.registered.increment();
      return awaitedHandler;
    }
    consumers.registered.increment();
    return new Handler(consumers, consumerCounts.added(address), timers.timer(address));
  }

  @Override
  public void handlerUnregistered(Handler handler) {
    handler.kind.unregistered.increment();
    if (handler.count != null) {
      consumerCounts.removed(handler.count);
      handler.timer.unregistered();
    }
  }

  @Override
  public void messageReceived(String address, boolean publish, boolean local, int handlers) {
    Kind kind = publish ? publishes : address.startsWith(REPLY_PREFIX) ? replies : sends;
    (handlers > 0 ? kind.handled : kind.unhandled).increment();
  }

  /** The handler is null for as long as its registration goes on. */
  @Override
  public void scheduleMessage(@Nullable Handler handler, boolean local) {
    scheduled.increment();
    if (handler != null && handler.count != null) {
      handler.timer.scheduled();
    }
  }

  @Override
  public void messageDelivered(Handler handler, boolean local) {
    delivered.increment();
  }

  @Override
  public void discardMessage(@Nullable Handler handler, boolean local, Message<?> message) {
    discarded.increment();
    if (handler != null) {
      handler.timer.discarded(message);
    }
  }

  @Override
  public void replyFailure(String address, ReplyFailure failure) {
    LongAdder count = failures.get(failure);
    if (count != null) {
      count.increment();
    }
  }

  @Override
  public void sample(Samples samples) {
    sends.sample(samples, sum(hub -> hub.sends), 0);
    publishes.sample(samples, sum(hub -> hub.publishes), 0);
    replies.sample(samples, sum(hub -> hub.replies), sum(hub -> hub.lateReplies));
    consumers.sample(samples, 0);
    awaited.sample(samples, sum(hub -> hub.awaited));
    sampleDeliveries(samples);
    for (ReplyFailure failure : ReplyFailure.values()) {
      long count = Objects.requireNonNull(failures.get(failure)).sum();
      samples.add(
          Meter.EVENTBUS_REPLY_FAILURES,
          count + sum(hub -> hub.failures(failure)),
          failure.name().toLowerCase(Locale.ROOT));
    }
    sampleDirect(samples);
  }

  private void sampleDeliveries(Samples samples) {
    long done = delivered.sum();
    long gone = discarded.sum();
    long taken = sum(hub -> hub.taken);
    long waiting = sum(hub -> hub.given) - taken;
    samples.add(Meter.EVENTBUS_DELIVERIES, done + sum(hub -> hub.deliveries));
    samples.add(Meter.EVENTBUS_DISCARDED, gone);
    samples.add(Meter.EVENTBUS_PENDING, scheduled.sum() - done - gone + waiting);
  }

  private void sampleDirect(Samples samples) {
    samples.add(Meter.EVENTBUS_DIRECT, sum(hub -> hub.sends), sends.label);
    samples.add(Meter.EVENTBUS_DIRECT, sum(hub -> hub.publishes), publishes.label);
    samples.add(Meter.EVENTBUS_DIRECT, sum(hub -> hub.replies), replies.label);
  }

  private long sum(Function<HubMetrics, LoopCounter> count) {
    return LoopCounter.sum(hubs, count);
  }

  /** Messages of one kind. */
  private record Kind(String label, LongAdder handled, LongAdder unhandled) {

    Kind(String label) {
      this(label, new LongAdder(), new LongAdder());
    }

    void sample(Samples samples, long directHandled, long directUnhandled) {
      samples.add(Meter.EVENTBUS_MESSAGES, handled.sum() + directHandled, label, "delivered");
      samples.add(Meter.EVENTBUS_MESSAGES, unhandled.sum() + directUnhandled, label, "no_handlers");
    }
  }

  /** What the bus gives back with whatever it tells of one handler. */
  record Handler(Handlers kind, @Nullable ConsumerCount count, HandlerTimer timer) {}

  /** Handlers of one kind, as they come and go. */
  record Handlers(String label, LongAdder registered, LongAdder unregistered) {

    Handlers(String label) {
      this(label, new LongAdder(), new LongAdder());
    }

    void sample(Samples samples, long direct) {
      long gone = unregistered.sum();
      samples.add(Meter.EVENTBUS_HANDLERS, registered.sum() - gone + direct, label);
    }
  }
}
