package busway.worker;

import busway.metrics.GatewayMetrics;
import busway.metrics.PoolMetrics;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Threads that run tasks: at most {@code size} at once, with at most {@code queue} requests
 * waiting. Virtual threads are held to the same bound; idle ones end. From any thread.
 */
final class Pool {

  private static final long IDLE_SECONDS = 5;

  private final String name;
  private final PoolConfig config;
  private final PoolMetrics metrics;
  private final Threads threads;
  private final Set<Work> running = ConcurrentHashMap.newKeySet();
  private final Promise<Void> ended = Promise.promise();

  /**
   * Makes the pool; it starts threads as it needs them.
   *
   * @param classes the context class loader of its threads
   */
  Pool(String name, PoolConfig config, ClassLoader classes, GatewayMetrics metrics) {
    this.name = name;
    this.config = config;
    this.threads = new Threads(config, factory(name, config.kind(), classes));
    this.metrics =
        metrics.pool(name, () -> threads.getQueue().size(), running::size, config.size());
  }

  private static ThreadFactory factory(String name, PoolKind kind, ClassLoader classes) {
    String prefix = "busway-worker-" + name + "-";
    ThreadFactory plain =
        switch (kind) {
          case PLATFORM -> Thread.ofPlatform().daemon().name(prefix, 1).factory();
          case VIRTUAL -> Thread.ofVirtual().name(prefix, 1).factory();
        };
    return task -> {
      Thread thread = plain.newThread(task);
      thread.setContextClassLoader(classes);
      return thread;
    };
  }

  String name() {
    return name;
  }

  PoolConfig config() {
    return config;
  }

  PoolMetrics metrics() {
    return metrics;
  }

  /** Takes the work to run it, now or when a thread is free; false if there is no room. */
  boolean offer(Work work) {
    try {
      threads.execute(work);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  /** Makes room for other work. No effect on work that runs. */
  void forget(Work work) {
    threads.remove(work);
  }

  /** Takes no more work, and gives back what still waits for a thread. */
  List<Work> shut() {
    threads.shutdown();
    List<Runnable> waiting = new ArrayList<>();
    threads.getQueue().drainTo(waiting);
    threads.purge(); // has a thread that saw work in the queue look again, and end
    return waiting.stream().map(Work.class::cast).toList();
  }

  /** Work that runs at this moment. */
  List<Work> running() {
    return List.copyOf(running);
  }

  /** Completes, after {@link #shut}, when the last task has ended; on that task's thread. */
  Future<Void> ended() {
    return ended.future();
  }

  private final class Threads extends ThreadPoolExecutor {

    Threads(PoolConfig config, ThreadFactory factory) {
      super(
          config.size(),
          config.size(),
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(config.queue()),
          factory);
      allowCoreThreadTimeOut(config.kind() == PoolKind.VIRTUAL);
    }

    @Override
    protected void beforeExecute(Thread thread, Runnable work) {
      running.add((Work) work);
    }

    @Override
    protected void afterExecute(Runnable work, @Nullable Throwable fault) {
      running.remove(work);
    }

    @Override
    protected void terminated() {
      ended.complete();
    }
  }
}
