package busway.metrics;

import java.util.List;

/**
 * How late a thread wakes that has slept. What delays it is not the gateway's code but the host,
 * the JVM or its garbage collector: the control to a loop's lag. Measured by a thread that sleeps
 * and wakes all the time anyway, for each wake costs tens of microseconds; where there is none, by
 * one of its own.
 */
public final class Hiccups implements MeterSource, AutoCloseable {

  private static final long INTERVAL_MS = 10;
  private static final long INTERVAL_NS = INTERVAL_MS * 1_000_000;

  private final LoopHistogram late = new LoopHistogram();
  private final Thread sleeper =
      Thread.ofPlatform().name("busway-hiccups").daemon().unstarted(this::run);

  Hiccups() {}

  /** Begins to measure on a thread of its own. */
  public void start() {
    sleeper.start();
  }

  private void run() {
    try {
      while (true) {
        long beganNs = System.nanoTime();
        Thread.sleep(INTERVAL_MS);
        woke(System.nanoTime() - beganNs - INTERVAL_NS, INTERVAL_NS);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Notes that the thread that measures woke up.
   *
   * @param lateNs nanoseconds after it should have; negative if before
   * @param sleptNs nanoseconds that it meant to sleep
   */
  public void woke(long lateNs, long sleptNs) {
    late.record(Math.max(0, lateNs), sleptNs);
  }

  @Override
  public void sample(Samples samples) {
    samples.add(Meter.PLATFORM_HICCUP, List.of(late));
  }

  /** Ends the thread of its own, if there is one. */
  @Override
  public void close() {
    sleeper.interrupt();
  }
}
