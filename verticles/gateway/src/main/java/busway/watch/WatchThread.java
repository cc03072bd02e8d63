package busway.watch;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that looks at files. What it is given once it is closed is not done. */
final class WatchThread implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WatchThread.class);

  private final ScheduledThreadPoolExecutor executor =
      new ScheduledThreadPoolExecutor(1, WatchThread::thread);
  private final Map<String, Future<?>> appointments = new HashMap<>();

  WatchThread() {
    executor.setRemoveOnCancelPolicy(true);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "busway-watch");
    thread.setDaemon(true);
    return thread;
  }

  /** Does it soon. From any thread. */
  void run(Runnable task) {
    try {
      executor.execute(safe(task));
    } catch (RejectedExecutionException e) {
      LOG.debug("closed: {}", e.getMessage());
    }
  }

  /** Does it again and again, so long after the last time. From any thread. */
  void every(long delayMs, Runnable task) {
    executor.scheduleWithFixedDelay(safe(task), delayMs, delayMs, TimeUnit.MILLISECONDS);
  }

  /** Does it later, instead of what was to be done for the same name. On the thread itself. */
  void later(String name, long delayNs, Runnable task) {
    try {
      Future<?> next = executor.schedule(safe(task), delayNs, TimeUnit.NANOSECONDS);
      Future<?> before = appointments.put(name, next);
      if (before != null) {
        before.cancel(false);
      }
    } catch (RejectedExecutionException e) {
      LOG.debug("closed: {}", e.getMessage());
    }
  }

  /** What was to be done for the name is not. On the thread itself. */
  void forget(String name) {
    Future<?> before = appointments.remove(name);
    if (before != null) {
      before.cancel(false);
    }
  }

  private static Runnable safe(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException e) {
        LOG.error("a fault of the watch", e);
      }
    };
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
