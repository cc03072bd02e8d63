package busway.loops;

import busway.metrics.HandlerTimer;
import busway.metrics.SharedHistogram;
import io.vertx.core.eventbus.Message;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * How long the messages of one consumer wait for it.
 *
 * <p>Nothing is put on a message for that. A consumer's messages leave its queue in the order in
 * which they came, so that the one that was counted as the n-th on its way in is the n-th on its
 * way out. One message at a time is followed; its wait stands for all since the one before.
 *
 * <p>A message that came while its consumer was being registered was not counted on its way in; the
 * numbers meet again when one that is followed is seen to have gone by with an empty queue.
 *
 * <p>Messages are scheduled from any thread. They arrive on the thread that the consumer runs on,
 * or on those that it runs on one after the other.
 */
final class QueueTimer implements HandlerTimer {

  private static final long NONE = Long.MAX_VALUE;
  private static final VarHandle SCHEDULED;
  private static final VarHandle NEXT;
  private static final VarHandle FOLLOWED;
  private static final VarHandle DELIVERED;
  private static final VarHandle HANDLER_NS;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      SCHEDULED = lookup.findVarHandle(QueueTimer.class, "scheduled", long.class);
      NEXT = lookup.findVarHandle(QueueTimer.class, "next", long.class);
      FOLLOWED = lookup.findVarHandle(QueueTimer.class, "followed", long.class);
      DELIVERED = lookup.findVarHandle(QueueTimer.class, "delivered", long.class);
      HANDLER_NS = lookup.findVarHandle(QueueTimer.class, "handlerNs", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final HandlerTimes times;

  @SuppressWarnings("unused") // by SCHEDULED
  private long scheduled;

  /** The first message that may be followed; none while one is. */
  @SuppressWarnings("unused") // by NEXT
  private long next;

  /** The number of the message that is followed. */
  @SuppressWarnings("unused") // by FOLLOWED
  private long followed = NONE;

  private long followedNs;
  private long delivered;
  private long stoodFor;
  private long handlerNs;

  QueueTimer(HandlerTimes times) {
    this.times = times;
  }

  @Override
  public void scheduled() {
    long number = (long) SCHEDULED.getAndAdd(this, 1L);
    if (number >= (long) NEXT.getOpaque(this)) {
      follow(number);
    }
  }

  private void follow(long number) {
    long first = (long) NEXT.getVolatile(this);
    if (number >= first && NEXT.compareAndSet(this, first, NONE)) {
      followedNs = times.nowNs();
      FOLLOWED.setRelease(this, number);
    }
  }

  /** Who is followed may be discarded, or others before him: another one is followed. */
  @Override
  public void discarded(Message<?> message) {
    delivered++;
    lookOut(0);
  }

  @Override
  public long queued() {
    long gone = (long) DELIVERED.getAcquire(this);
    return Math.max(0, (long) SCHEDULED.getVolatile(this) - gone);
  }

  @Override
  public double handlerSeconds() {
    return (long) HANDLER_NS.getOpaque(this) / 1e9;
  }

  /** Adds the time of messages that have been handled. */
  void handled(long durationNs) {
    HANDLER_NS.setOpaque(this, handlerNs + durationNs);
  }

  /**
   * A message has arrived.
   *
   * @param full whether the next one is followed
   */
  void arrived(SharedHistogram waits, boolean full) {
    long number = delivered++;
    if (number >= (long) FOLLOWED.getOpaque(this)) {
      arrive(number, waits, full);
    }
  }

  private void arrive(long number, SharedHistogram waits, boolean full) {
    if (number == (long) FOLLOWED.getAcquire(this)) {
      waits.record(Math.max(0, times.nowNs() - followedNs), number + 1 - stoodFor);
      stoodFor = number + 1;
    } else {
      delivered = Math.min(delivered, (long) SCHEDULED.getVolatile(this));
      stoodFor = Math.min(stoodFor, delivered);
    }
    lookOut(full ? 0 : delivered + times.gap() - 1);
  }

  /** Follows the first message from this number on. */
  private void lookOut(long first) {
    FOLLOWED.setOpaque(this, NONE);
    NEXT.setRelease(this, first);
  }

  /** Messages that were handled or discarded. */
  long delivered() {
    return delivered;
  }
}
