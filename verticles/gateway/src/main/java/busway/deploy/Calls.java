package busway.deploy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.WorkerPool;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Calls of Vert.x whose results come on a thread of their own, so that no blocked event loop keeps
 * anybody waiting but its own verticles. From any thread.
 */
final class Calls implements AutoCloseable {

  private final Vertx vertx;
  private final ExecutorService thread;
  private final ContextInternal context;

  Calls(Vertx vertx) {
    this.vertx = vertx;
    this.thread =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("busway-deployments").factory(),
            new ThreadPoolExecutor.DiscardPolicy()); // what comes after the end is nobody's
    this.context =
        ((VertxInternal) vertx)
            .contextBuilder()
            .withThreadingModel(ThreadingModel.WORKER)
            .withWorkerPool(new WorkerPool(thread, null))
            .withClassLoader(Calls.class.getClassLoader())
            .build();
  }

  /** Calls Vert.x on that thread, which handlers of the result run on too: they must be short. */
  <T> Future<T> call(Function<Vertx, Future<T>> call) {
    Promise<T> result = Promise.promise();
    context.runOnContext(
        ignored -> {
          try {
            call.apply(vertx).onComplete(result);
          } catch (RuntimeException e) {
            result.fail(e);
          }
        });
    return result.future();
  }

  @Override
  public void close() {
    thread.shutdown();
  }
}
