package busway.loops;

import busway.metrics.LoopCounter;
import busway.metrics.LoopHistogram;
import busway.metrics.Meter;
import busway.metrics.MeterSource;
import busway.metrics.Samples;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What one event loop does: it polls, serves the ready handles (I/O), runs the tasks, and polls
 * again. Written by the loop's thread only, read from any thread.
 */
public final class LoopActivity implements MeterSource {

  private static final VarHandle BUSY_SINCE;

  static {
    try {
      BUSY_SINCE =
          MethodHandles.lookup().findVarHandle(LoopActivity.class, "busySinceNs", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final StateTime poll;
  private final StateTime io;
  private final StateTime tasks;
  private final LoopCounter iterations = new LoopCounter();
  private final LoopCounter events = new LoopCounter();
  private final LoopCounter channels = new LoopCounter();
  private final LoopHistogram busy = new LoopHistogram();
  private final LoopHistogram pollDelay = new LoopHistogram();
  private final CurrentHandler handler = new CurrentHandler();
  private final LongTurns longTurns = new LongTurns();

  private volatile @Nullable Thread thread;

  @SuppressWarnings("unused") // by BUSY_SINCE
  private long busySinceNs;

  LoopActivity(LongSupplier clock) {
    poll = new StateTime(clock);
    io = new StateTime(clock);
    tasks = new StateTime(clock);
  }

  /** The loop's thread, as in thread dumps and logs. Once it has started. */
  public String name() {
    return thread().getName();
  }

  /** The loop's thread. Once it has started. */
  public Thread thread() {
    return Objects.requireNonNull(thread, "the loop's thread has not started");
  }

  /**
   * {@link System#nanoTime} of the end of the last poll: since when the loop has been busy. 0 while
   * it polls.
   */
  public long busySinceNs() {
    return (long) BUSY_SINCE.getOpaque(this);
  }

  /** Polls that have ended since the start. */
  public long iterations() {
    return iterations.value();
  }

  /** What the loop runs now. */
  public CurrentHandler handler() {
    return handler;
  }

  /** Turns that took long, for the watchdog. */
  public LongTurns longTurns() {
    return longTurns;
  }

  /** Nanoseconds that the loop has waited in its poll since the start, up to now. */
  long pollNs() {
    return poll.totalNs();
  }

  /** Nanoseconds that it has served what was ready, up to now. */
  long ioNs() {
    return io.totalNs();
  }

  /** Nanoseconds that it has run tasks, up to now. */
  long tasksNs() {
    return tasks.totalNs();
  }

  /** Nanoseconds outside the poll, up to now. */
  long busyNs() {
    return ioNs() + tasksNs();
  }

  /** Handles that polls found ready since the start. */
  long events() {
    return events.value();
  }

  /** Channels registered now. */
  long channels() {
    return channels.value();
  }

  /** From the end of a poll to the next, once an iteration. */
  LoopHistogram busy() {
    return busy;
  }

  /** How late polls ended that waited for a timer. */
  LoopHistogram pollDelay() {
    return pollDelay;
  }

  void started(Thread loop, long nowNs) {
    thread = loop;
    tasks.begin(nowNs);
    BUSY_SINCE.setOpaque(this, nowNs);
  }

  /** The tasks are done: the loop polls. */
  void polls(long nowNs) {
    tasks.end(nowNs);
    long sinceNs = busySinceNs();
    busy.record(nowNs - sinceNs);
    longTurns.ended(sinceNs, nowNs);
    BUSY_SINCE.setOpaque(this, 0L);
    poll.begin(nowNs);
  }

  /** The poll is over: the loop serves what is ready. */
  void wakes(long nowNs) {
    poll.end(nowNs);
    io.begin(nowNs);
    BUSY_SINCE.setOpaque(this, nowNs);
    iterations.increment();
  }

  /** What was ready is served: the loop runs its tasks. */
  void served(int ready, long nowNs) {
    io.end(nowNs);
    tasks.begin(nowNs);
    events.add(ready);
  }

  /** The poll ended so long after the time that it was to end at. */
  void late(long delayNs) {
    pollDelay.record(delayNs);
  }

  void registered() {
    channels.increment();
  }

  void cancelled() {
    channels.add(-1);
  }

  /** The loop has run its last task. */
  void ended(long nowNs) {
    tasks.end(nowNs);
    BUSY_SINCE.setOpaque(this, 0L);
    channels.add(-channels.value());
  }

  @Override
  public void sample(Samples samples) {
    String loop = name();
    samples.add(Meter.EVENTLOOP_TIME, pollNs() / 1e9, loop, "poll");
    samples.add(Meter.EVENTLOOP_TIME, ioNs() / 1e9, loop, "io");
    samples.add(Meter.EVENTLOOP_TIME, tasksNs() / 1e9, loop, "tasks");
    samples.add(Meter.EVENTLOOP_ITERATIONS, iterations(), loop);
    samples.add(Meter.EVENTLOOP_IO_EVENTS, events(), loop);
    samples.add(Meter.EVENTLOOP_CHANNELS, channels(), loop);
    samples.add(Meter.EVENTLOOP_ITERATION_BUSY, List.of(busy), loop);
    samples.add(Meter.EVENTLOOP_POLL_DELAY, List.of(pollDelay), loop);
  }
}
