package busway.deploy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads for code that blocks, of ours and of users': what does not come back in time is given up,
 * and keeps nobody but its own thread.
 */
final class UserCode implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(UserCode.class);
  private static final int IDLE_SECONDS = 10;

  private final ExecutorService threads;

  /**
   * Makes it without any thread.
   *
   * @param most threads at once
   */
  UserCode(int most) {
    threads =
        new ThreadPoolExecutor(
            0,
            most,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            runnable -> {
              Thread thread = new Thread(runnable, "busway-deploy");
              thread.setDaemon(true);
              thread.setContextClassLoader(UserCode.class.getClassLoader());
              return thread;
            });
  }

  /** Runs it on one of the threads; fails if there are none left. */
  <T> Future<T> run(Callable<T> code) {
    Promise<T> result = Promise.promise();
    try {
      threads.execute(
          () -> {
            try {
              result.complete(code.call());
            } catch (Throwable e) {
              result.fail(e);
            }
          });
    } catch (RejectedExecutionException e) {
      return Future.failedFuture(
          new DeployException(
              DeployException.Code.LIMIT, "too many changes are under way, or hang"));
    }
    return result.future();
  }

  /** The result of a future, awaited by a thread that may block. */
  static <T> T await(Future<T> future, Duration limit) throws Exception {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** Whether a future ends within the limit, well or not. */
  static boolean awaited(Future<?> future, Duration limit) {
    try {
      await(future, limit);
    } catch (InterruptedException e) {
      LOG.debug("awaited no longer", e);
    } catch (Exception e) {
      LOG.debug("awaited", e);
    }
    return future.isComplete();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
