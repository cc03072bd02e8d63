package busway.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** When this process, or the whole machine, stood still: a thread that only sleeps finds out. */
final class Standstills implements AutoCloseable {

  private static final long SLEEP_NS = 1_000_000;
  private static final long LATE_NS = 20_000_000;

  private final List<Span> spans = new CopyOnWriteArrayList<>();
  private final Thread thread = Thread.ofPlatform().daemon().name("standstills").start(this::run);
  private volatile boolean over;

  private record Span(long fromNs, long toNs) {

    long withinNs(long otherFromNs, long otherToNs) {
      return Math.max(0, Math.min(toNs, otherToNs) - Math.max(fromNs, otherFromNs));
    }
  }

  private void run() {
    long lastNs = System.nanoTime();
    while (!over) {
      LockSupport.parkNanos(SLEEP_NS);
      long nowNs = System.nanoTime();
      if (nowNs - lastNs > LATE_NS) {
        spans.add(new Span(lastNs, nowNs));
      }
      lastNs = nowNs;
    }
  }

  /** How much of a time it stood still. Once it is closed. */
  long withinNs(long fromNs, long toNs) {
    return spans.stream().mapToLong(span -> span.withinNs(fromNs, toNs)).sum();
  }

  @Override
  public void close() throws InterruptedException {
    over = true;
    thread.join();
  }
}
