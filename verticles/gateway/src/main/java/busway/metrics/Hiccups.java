package busway.metrics;

import java.util.List;

/**
 * A thread that does nothing but sleep, and measures how late it wakes. What delays it is not the
 * gateway's code but the host, the JVM or its garbage collector: the control to a loop's lag.
 */
final class Hiccups implements MeterSource, AutoCloseable {

  private static final long INTERVAL_MS = 10;
  private static final long INTERVAL_NS = INTERVAL_MS * 1_000_000;

  private final LoopHistogram late = new LoopHistogram();
  private final Thread sleeper =
      Thread.ofPlatform().name("busway-hiccups").daemon().unstarted(this::run);

  static Hiccups start() {
    Hiccups hiccups = new Hiccups();
    hiccups.sleeper.start();
    return hiccups;
  }

  private void run() {
    try {
      while (true) {
        long beganNs = System.nanoTime();
        Thread.sleep(INTERVAL_MS);
        late.record(Math.max(0, System.nanoTime() - beganNs - INTERVAL_NS), INTERVAL_NS);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void sample(Samples samples) {
    samples.add(Meter.PLATFORM_HICCUP, List.of(late));
  }

  @Override
  public void close() {
    sleeper.interrupt();
  }
}
