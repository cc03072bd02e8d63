package busway.deploy;

import busway.metrics.PoolSize;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.WorkerPool;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * The threads of one version of a worker verticle, one an instance. Vert.x finds them by their
 * name; meters sum the pools that differ only after the {@code #}.
 */
final class WorkerThreads implements AutoCloseable {

  private final String name;
  private final WorkerPool pool;
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private int size;

  WorkerThreads(Vertx vertx, String verticle, long number, int size) {
    this.name = "busway-" + verticle + '#' + number;
    this.size = size;
    this.pool =
        ((VertxInternal) vertx)
            .createSharedWorkerPool(
                name,
                size,
                VertxOptions.DEFAULT_MAX_WORKER_EXECUTE_TIME,
                VertxOptions.DEFAULT_MAX_WORKER_EXECUTE_TIME_UNIT);
    if (pool.executor() instanceof ThreadPoolExecutor executor) {
      executor.setThreadFactory(remembering(executor.getThreadFactory()));
      executor.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }
  }

  private ThreadFactory remembering(ThreadFactory factory) {
    return runnable -> {
      Thread thread = factory.newThread(runnable);
      threads.removeIf(other -> !other.isAlive() && other.getState() == Thread.State.TERMINATED);
      threads.add(thread);
      return thread;
    };
  }

  synchronized DeploymentOptions of(DeploymentOptions options) {
    return options.setWorkerPoolName(name).setWorkerPoolSize(size);
  }

  /** Has as many threads from now on; more than it should have end when they are idle. */
  synchronized void resize(int instances) {
    size = Math.max(1, instances);
    if (pool.executor() instanceof ThreadPoolExecutor executor) {
      executor.setMaximumPoolSize(Math.max(size, executor.getCorePoolSize()));
      executor.setCorePoolSize(size);
      executor.setMaximumPoolSize(size);
    }
    if (pool.metrics() instanceof PoolSize metrics) {
      metrics.resize(size);
    }
  }

  /** Wakes what blocks: a handler or a {@code start()} that is given up. */
  void interrupt() {
    threads.forEach(Thread::interrupt);
  }

  @Override
  public void close() {
    pool.close();
  }
}
