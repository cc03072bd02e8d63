package busway.admin;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Cuts off peers that do not read: the thread of a write that takes longer than it may is
 * interrupted, which closes the connection.
 */
final class WriteBounds implements AutoCloseable {

  private static final int GLANCE_MS = 250;

  private final Set<Bounded> underWay = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("busway-admin-writes").daemon().factory());

  WriteBounds() {
    watch.scheduleWithFixedDelay(this::cut, GLANCE_MS, GLANCE_MS, TimeUnit.MILLISECONDS);
  }

  /** Something that writes to a peer. */
  interface Write {
    void run() throws IOException;
  }

  /** A write under way. Either it ends or it is interrupted, and never both. */
  private static final class Bounded {

    private final Thread thread = Thread.currentThread();
    private final long endNs;
    private boolean ended;
    private boolean interrupted;

    Bounded(Duration bound) {
      endNs = System.nanoTime() + bound.toNanos();
    }

    synchronized void interruptIfLate(long nowNs) {
      if (!ended && !interrupted && nowNs - endNs > 0) {
        interrupted = true;
        thread.interrupt();
      }
    }

    synchronized void end() {
      ended = true;
      if (interrupted) {
        Thread.interrupted();
      }
    }
  }

  /** Runs it on this thread; fails if the peer does not take it within the bound. */
  void run(Duration bound, Write write) throws IOException {
    Bounded bounded = new Bounded(bound);
    underWay.add(bounded);
    try {
      write.run();
    } finally {
      underWay.remove(bounded);
      bounded.end();
    }
  }

  private void cut() {
    long nowNs = System.nanoTime();
    underWay.forEach(write -> write.interruptIfLate(nowNs));
  }

  @Override
  public void close() {
    watch.shutdownNow();
  }
}
