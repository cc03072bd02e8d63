package busway.worker;

import busway.tracing.TaskSpan;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One request to a task, from its arrival to its one reply: it waits for a thread, runs, and may be
 * given up at any time. Its task, its deadline and the gateway's stop may each want to answer; the
 * first does, the others find it answered.
 */
final class Work implements TaskRequest, Runnable {

  private final TaskConsumer consumer;
  private final Message<Object> message;
  private final Vertx vertx;
  private final TaskSpan span;
  private final long arrivedNs = System.nanoTime();
  private final long deadlineTimer;

  private volatile boolean answered; // written under the monitor
  private @Nullable Thread runner; // under the monitor

  /** Starts the deadline. On the event loop. */
  Work(TaskConsumer consumer, Message<Object> message, Vertx vertx) {
    this.consumer = consumer;
    this.message = message;
    this.vertx = vertx;
    this.span = consumer.span();
    this.deadlineTimer =
        vertx.setTimer(consumer.timeout().toMillis(), timer -> consumer.expire(this));
  }

  @Override
  public String address() {
    return consumer.address();
  }

  @Override
  public @Nullable Object body() {
    return message.body();
  }

  @Override
  public MultiMap headers() {
    return message.headers();
  }

  @Override
  public Duration timeLeft() {
    long leftNs = consumer.timeout().toNanos() - (System.nanoTime() - arrivedNs);
    return Duration.ofNanos(Math.max(0, leftNs));
  }

  @Override
  public boolean cancelled() {
    return answered;
  }

  /** Runs the task and replies, unless the request was given up. On a thread of the pool. */
  @Override
  public void run() {
    if (timeLeft().isZero()) {
      consumer.expire(this);
      return;
    }
    if (!begin()) {
      return;
    }
    long startedNs = System.nanoTime();
    consumer.metrics().queueTime.record(startedNs - arrivedNs);
    Object body = null;
    Throwable fault = null;
    span.begin();
    try {
      body = Answer.body(consumer.task().run(this));
    } catch (Throwable thrown) {
      fault = thrown;
    }
    span.end(fault);
    consumer.metrics().runTime.record(System.nanoTime() - startedNs);
    if (end()) {
      answer(body, fault);
    }
  }

  private synchronized boolean begin() {
    if (answered) {
      return false;
    }
    runner = Thread.currentThread();
    return true;
  }

  /** Whether the task may answer. Afterwards no interrupt of this work can reach the thread. */
  private boolean end() {
    boolean mayAnswer;
    synchronized (this) {
      runner = null;
      mayAnswer = !answered;
      answered = true;
    }
    if (!mayAnswer) {
      boolean unused = Thread.interrupted(); // it was meant for this task, not for the next one
    }
    vertx.cancelTimer(deadlineTimer);
    return mayAnswer;
  }

  private void answer(@Nullable Object body, @Nullable Throwable fault) {
    if (fault != null) {
      consumer.fail(message, fault, span);
      return;
    }
    try {
      message.reply(body);
    } catch (RuntimeException unsendable) {
      consumer.fail(message, unsendable, span);
    }
  }

  /** Gives the request up because the gateway stops. */
  void cancel() {
    consumer.cancel(this);
  }

  /**
   * Takes the answer away from the task, and interrupts it if it runs. From any thread.
   *
   * @return false if the request was answered before
   */
  boolean giveUp() {
    synchronized (this) {
      if (answered) {
        return false;
      }
      answered = true;
      if (runner != null) {
        runner.interrupt();
      }
    }
    vertx.cancelTimer(deadlineTimer);
    return true;
  }

  /** Answers with a failure, once it was given up. */
  void fail(WorkerFailure failure, String text) {
    span.failed(failure.code());
    message.fail(failure.code(), text);
  }
}
