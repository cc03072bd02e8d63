package busway.loops;

import busway.metrics.AddressLabels;
import busway.metrics.HandlerTimer;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One consumer of the event bus: how long it runs and how long its messages wait.
 *
 * <p>Nothing is put on a message to time its wait. A handler's messages leave its queue in the
 * order in which they came, so that the one that was counted as the n-th on its way in is the n-th
 * on its way out. One message at a time is followed; its wait stands for all since the one before.
 *
 * <p>Messages are scheduled from any thread. The rest belongs to the thread that the handler runs
 * on, or to those that it runs on one after the other.
 */
final class TimedHandler implements HandlerTimer {

  private static final long NONE = Long.MAX_VALUE;
  private static final VarHandle SCHEDULED;
  private static final VarHandle NEXT;
  private static final VarHandle FOLLOWED;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      SCHEDULED = lookup.findVarHandle(TimedHandler.class, "scheduled", long.class);
      NEXT = lookup.findVarHandle(TimedHandler.class, "next", long.class);
      FOLLOWED = lookup.findVarHandle(TimedHandler.class, "followed", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final HandlerTimes times;
  private final String address;
  private @Nullable HandlerSeries series;

  @SuppressWarnings("unused") // by SCHEDULED
  private long scheduled;

  /** The first message that may be followed; none while one is. */
  @SuppressWarnings("unused") // by NEXT
  private long next;

  /** The message that is followed, by its number, and when it was scheduled. */
  @SuppressWarnings("unused") // by FOLLOWED
  private long followed = NONE;

  private long followedNs;
  private long delivered;
  private long arrived;

  private int gap = 1;
  private int left = 1;
  private boolean busy;

  /**
   * Makes the timer of a consumer, or of what is like one.
   *
   * @param series what is exported of it; null if its first message shall tell
   */
  TimedHandler(HandlerTimes times, String address, @Nullable HandlerSeries series) {
    this.times = times;
    this.address = address;
    this.series = series;
  }

  String address() {
    return address;
  }

  @Nullable String verticle() {
    HandlerSeries known = series;
    return known == null ? null : known.verticle();
  }

  @Override
  public void scheduled() {
    long number = (long) SCHEDULED.getAndAdd(this, 1L);
    if (number >= (long) NEXT.getOpaque(this)) {
      follow(number);
    }
  }

  private void follow(long number) {
    long expected = (long) NEXT.getVolatile(this);
    if (number >= expected && NEXT.compareAndSet(this, expected, NONE)) {
      followedNs = times.nowNs();
      FOLLOWED.setRelease(this, number);
    }
  }

  @Override
  public void delivered() {
    LoopTimes loop = LoopTimes.ofThread();
    if (loop == null) {
      ApartTimes.begin(this);
    } else {
      loop.begin(this);
    }
  }

  /** Where messages are discarded, numbers are no longer those of the messages that wait. */
  @Override
  public void discarded() {
    delivered++;
    follow(NONE, true);
  }

  /** Resolves the labels with the first message, and counts each on its way out. */
  void begin(boolean full) {
    if (series == null) {
      series = times.series(address, false);
    }
    long number = delivered++;
    if (number >= (long) FOLLOWED.getOpaque(this)) {
      arrive(number, full);
    }
  }

  private void arrive(long number, boolean full) {
    if ((long) FOLLOWED.getAcquire(this) == number && series != null) {
      series.queue().record(Math.max(0, times.nowNs() - followedNs), number + 1 - arrived);
      arrived = number + 1;
    }
    follow(delivered + times.gap(), full);
  }

  /** Follows no message until the one of that number, or until any if {@code full}. */
  private void follow(long number, boolean full) {
    FOLLOWED.setOpaque(this, NONE);
    NEXT.setRelease(this, full ? 0L : number);
  }

  /** For how many messages the one that is delivered now is timed; 0 if it is not. */
  int stands(boolean full) {
    if (full) {
      return 1;
    }
    if (--left > 0) {
      return 0;
    }
    int stood = gap;
    gap = times.gap();
    left = gap;
    return stood;
  }

  /** Records how long the handler ran. */
  void ran(long durationNs, int stands) {
    HandlerSeries known = series;
    if (known != null && known.address().equals(AddressLabels.OTHER)) {
      known = promoted(known, durationNs);
    }
    if (known != null) {
      known.time().record(durationNs, stands);
    }
  }

  private HandlerSeries promoted(HandlerSeries known, long durationNs) {
    boolean nowBusy = !busy && delivered >= AddressLabels.BUSY;
    if (!nowBusy && durationNs < HandlerTimes.SLOW_NS) {
      return known;
    }
    busy |= nowBusy;
    HandlerSeries better = times.series(address, true);
    series = better;
    return better;
  }
}
