package busway.worker;

import busway.metrics.PoolMetrics;
import busway.tracing.TaskSpan;
import busway.tracing.TaskTraces;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * One task at its address: takes requests off the event bus and gives them to the pool. On the
 * event loop, but for {@link #fail} and {@link #expire}.
 */
final class TaskConsumer {

  private final String address;
  private final Task task;
  private final Duration timeout;
  private final Pool pool;
  private final Vertx vertx;
  private final TaskTraces traces;
  private final Faults faults;

  private @Nullable MessageConsumer<Object> consumer;
  private boolean stopping;

  TaskConsumer(
      String address, Task task, Duration timeout, Pool pool, Vertx vertx, TaskTraces traces) {
    this.address = address;
    this.task = task;
    this.timeout = timeout;
    this.pool = pool;
    this.vertx = vertx;
    this.traces = traces;
    this.faults = new Faults(address);
  }

  String address() {
    return address;
  }

  Task task() {
    return task;
  }

  Duration timeout() {
    return timeout;
  }

  /** The span of the request that arrives now. */
  TaskSpan span() {
    return traces.arrived(address, pool.name());
  }

  PoolMetrics metrics() {
    return pool.metrics();
  }

  Future<Void> register() {
    consumer = vertx.eventBus().consumer(address, this::arrive);
    return consumer.completion();
  }

  /** From now on, what arrives is refused: it was sent before the event bus knew better. */
  void stopTaking() {
    stopping = true;
  }

  /** Has the event bus send nothing more. */
  Future<Void> unregister() {
    return consumer == null ? Future.succeededFuture() : consumer.unregister();
  }

  private void arrive(Message<Object> message) {
    Work work = new Work(this, message, vertx);
    if (stopping) {
      cancel(work);
    } else if (!pool.offer(work)) {
      refuse(work);
    }
  }

  private void refuse(Work work) {
    String text =
        "pool %s is full (%d may run, %d may wait); retry later"
            .formatted(pool.name(), pool.config().size(), pool.config().queue());
    giveUp(work, WorkerFailure.QUEUE_FULL, text, metrics().rejected);
  }

  /** Gives a request up because its deadline passed. From any thread. */
  void expire(Work work) {
    String text =
        "no answer within %dms; ask for less, retry later, or raise workers.tasks.%s.timeout"
            .formatted(timeout.toMillis(), address);
    giveUp(work, WorkerFailure.DEADLINE, text, metrics().timeouts);
  }

  /** Gives a request up because the gateway stops. */
  void cancel(Work work) {
    String text = "the gateway is shutting down; retry once connected again";
    giveUp(work, WorkerFailure.SHUTTING_DOWN, text, metrics().cancelled);
  }

  private void giveUp(Work work, WorkerFailure failure, String text, LongAdder counter) {
    if (work.giveUp()) {
      counter.increment();
      pool.forget(work);
      work.fail(failure, address + ": " + text); // who hears it finds its place free
    }
  }

  /** Answers for a task that threw. On a thread of the pool. */
  void fail(Message<Object> message, Throwable thrown, TaskSpan span) {
    if (thrown instanceof TaskException refusal) {
      span.failed(refusal.code());
      message.fail(refusal.code(), refusal.getMessage());
      return;
    }
    metrics().failed.increment();
    faults.log(thrown);
    span.failed(WorkerFailure.TASK_FAILED.code());
    message.fail(WorkerFailure.TASK_FAILED.code(), Faults.text(address, thrown));
  }
}
