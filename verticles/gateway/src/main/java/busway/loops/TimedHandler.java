package busway.loops;

import busway.metrics.AddressLabels;
import io.vertx.core.Handler;
import io.vertx.core.eventbus.Message;
import org.jspecify.annotations.Nullable;

/**
 * The handler of one consumer of the event bus, with the times around it. Belongs to the thread
 * that the consumer runs on, or to those that it runs on one after the other.
 */
final class TimedHandler implements Handler<Message<Object>> {

  private final HandlerTimes times;
  private final QueueTimer queue;
  private final String address;
  private final Handler<Message<Object>> handler;

  private @Nullable String verticle;
  private @Nullable HandlerSeries series;
  private @Nullable LoopTimes loop;
  private int gap = 1;
  private int left = 1;
  private boolean busy;

  TimedHandler(
      HandlerTimes times, QueueTimer queue, String address, Handler<Message<Object>> handler) {
    this.times = times;
    this.queue = queue;
    this.address = address;
    this.handler = handler;
  }

  String address() {
    return address;
  }

  @Nullable String verticle() {
    return verticle;
  }

  @Override
  public void handle(Message<Object> message) {
    HandlerSeries known = series;
    if (known == null) {
      known = times.series(address, false);
      series = known;
      verticle = times.verticle();
      loop = LoopTimes.ofThread();
    }
    if (loop == null) {
      queue.arrived(known.queue(), false);
      time(message, 1);
    } else {
      handle(message, known, loop);
    }
  }

  /** Handlers nest where one resumes a consumer of its own loop. */
  private void handle(Message<Object> message, HandlerSeries known, LoopTimes on) {
    boolean full = on.timing().full();
    queue.arrived(known.queue(), full);
    CurrentHandler current = on.current();
    TimedHandler outer = current.running();
    current.set(this);
    try {
      int stands = full ? 1 : stands();
      if (stands == 0) {
        handler.handle(message);
      } else {
        time(message, stands);
      }
    } finally {
      current.set(outer);
    }
  }

  /** For how many messages the one that came now stands; 0 if another one does. */
  private int stands() {
    if (--left > 0) {
      return 0;
    }
    int stood = gap;
    gap = times.gap();
    left = gap;
    return stood;
  }

  private void time(Message<Object> message, int stands) {
    long startNs = times.nowNs();
    try {
      handler.handle(message);
    } finally {
      long durationNs = times.nowNs() - startNs;
      labelled(durationNs).time().record(durationNs, stands);
      queue.handled(durationNs * stands);
    }
  }

  private HandlerSeries labelled(long durationNs) {
    HandlerSeries known = series;
    if (known == null || !known.address().equals(AddressLabels.OTHER)) {
      return known == null ? times.series(address, false) : known;
    }
    boolean nowBusy = !busy && queue.delivered() >= AddressLabels.BUSY;
    if (nowBusy || durationNs >= HandlerTimes.SLOW_NS) {
      busy |= nowBusy;
      known = times.series(address, true);
      series = known;
    }
    return known;
  }
}
