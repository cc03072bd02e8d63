package busway.stalls;

import busway.loops.ThreadTimes;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What the system counts of one thread. Used by one thread at a time. */
final class CountedThread implements ThreadTimes, AutoCloseable {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final long id;
  private final RunQueue queue;

  /**
   * Opens the counts.
   *
   * @param schedstat of the thread, if the system has one
   */
  CountedThread(Thread thread, @Nullable Path schedstat) {
    this.id = thread.threadId();
    this.queue = RunQueue.open(schedstat);
  }

  /** The thread that calls. */
  static CountedThread current() {
    return new CountedThread(Thread.currentThread(), RunQueue.ofCurrentThread());
  }

  @Override
  public long cpuNs() {
    return THREADS.getThreadCpuTime(id);
  }

  @Override
  public long queuedNs() {
    return queue.queuedNs();
  }

  @Override
  public void close() {
    queue.close();
  }
}
