package busway.metrics;

import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.spi.metrics.EventBusMetrics;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * What the event bus tells of itself. Called for each message, on whichever thread sends or
 * receives it: every count is an adder that was made at the start, and nothing is looked up by
 * address.
 */
final class BusMetrics implements EventBusMetrics<BusMetrics.Handlers>, MeterSource {

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

  BusMetrics() {
    for (ReplyFailure failure : ReplyFailure.values()) {
      failures.put(failure, new LongAdder());
    }
  }

  @Override
  public Handlers handlerRegistered(String address) {
    Handlers handlers = address.startsWith(REPLY_PREFIX) ? awaited : consumers;
    handlers.registered.increment();
    return handlers;
  }

  @Override
  public void handlerUnregistered(Handlers handlers) {
    handlers.unregistered.increment();
  }

  @Override
  public void messageReceived(String address, boolean publish, boolean local, int handlers) {
    Kind kind = publish ? publishes : address.startsWith(REPLY_PREFIX) ? replies : sends;
    (handlers > 0 ? kind.handled : kind.unhandled).increment();
  }

  @Override
  public void scheduleMessage(Handlers handlers, boolean local) {
    scheduled.increment();
  }

  @Override
  public void messageDelivered(Handlers handlers, boolean local) {
    delivered.increment();
  }

  @Override
  public void discardMessage(Handlers handlers, boolean local, Message<?> message) {
    discarded.increment();
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
    sends.sample(samples);
    publishes.sample(samples);
    replies.sample(samples);
    consumers.sample(samples);
    awaited.sample(samples);
    long done = delivered.sum();
    long gone = discarded.sum();
    samples.add(Meter.EVENTBUS_DELIVERIES, done);
    samples.add(Meter.EVENTBUS_DISCARDED, gone);
    samples.add(Meter.EVENTBUS_PENDING, scheduled.sum() - done - gone);
    failures.forEach(
        (failure, count) ->
            samples.add(
                Meter.EVENTBUS_REPLY_FAILURES,
                count.sum(),
                failure.name().toLowerCase(Locale.ROOT)));
  }

  /** Messages of one kind. */
  private record Kind(String label, LongAdder handled, LongAdder unhandled) {

    Kind(String label) {
      this(label, new LongAdder(), new LongAdder());
    }

    void sample(Samples samples) {
      samples.add(Meter.EVENTBUS_MESSAGES, handled.sum(), label, "delivered");
      samples.add(Meter.EVENTBUS_MESSAGES, unhandled.sum(), label, "no_handlers");
    }
  }

  /** Handlers of one kind, as they come and go. */
  record Handlers(String label, LongAdder registered, LongAdder unregistered) {

    Handlers(String label) {
      this(label, new LongAdder(), new LongAdder());
    }

    void sample(Samples samples) {
      long gone = unregistered.sum();
      samples.add(Meter.EVENTBUS_HANDLERS, registered.sum() - gone, label);
    }
  }
}
