package busway.handover;

import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The time after the consumers of an instance were closed in which a message may yet come: whoever
 * was sending had chosen its consumer already.
 *
 * <p>An event loop is done with such a message when it runs a task that was given to it later.
 * Other threads cannot be asked and are given a while. What they all have sent is in the queues of
 * the consumers' contexts by then, ahead of one more task.
 */
final class Settling {

  /** A while in which a thread that is sending gets to run. */
  private static final long GRACE_MS = 50;

  private final List<ContextInternal> contexts;
  private final AtomicInteger loops;
  private final AtomicInteger queues;
  private volatile boolean over;

  private Settling(int loops, Collection<ContextInternal> contexts) {
    this.contexts = List.copyOf(contexts);
    this.loops = new AtomicInteger(loops);
    this.queues = new AtomicInteger(contexts.size());
  }

  static Settling start(EventLoopGroup group, Collection<ContextInternal> contexts) {
    List<EventExecutor> loops = new ArrayList<>();
    group.forEach(loops::add);
    Settling settling = new Settling(loops.size(), contexts);
    for (EventExecutor loop : loops) {
      settling.afterGrace(loop);
    }
    return settling;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // it cannot fail
  private void afterGrace(EventExecutor loop) {
    try {
      loop.schedule(this::loopPassed, GRACE_MS, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      loopPassed();
    }
  }

  private void loopPassed() {
    if (loops.decrementAndGet() == 0) {
      over = contexts.isEmpty();
      contexts.forEach(this::afterQueue);
    }
  }

  private void afterQueue(ContextInternal context) {
    try {
      context.executor().execute(this::queuePassed);
    } catch (RejectedExecutionException e) {
      queuePassed();
    }
  }

  private void queuePassed() {
    if (queues.decrementAndGet() == 0) {
      over = true;
    }
  }

  /** Whether no more message can come. */
  boolean isOver() {
    return over;
  }
}
