package busway.handover;

import busway.metrics.HandlerTimer;
import io.vertx.core.Handler;
import io.vertx.core.eventbus.Message;
import java.util.concurrent.atomic.AtomicLong;

/** How many messages wait for a consumer that is not timed. */
final class QueueCount implements HandlerTimer {

  private final AtomicLong queued = new AtomicLong();

  @Override
  public void scheduled() {
    queued.incrementAndGet();
  }

  /** A message was taken out of the queue; one that came while registering was not counted in. */
  private void taken() {
    if (queued.get() > 0) {
      queued.decrementAndGet();
    }
  }

  /** A handler that takes messages out of the queue. */
  Handler<Message<Object>> around(Handler<Message<Object>> inner) {
    return message -> {
      taken();
      inner.handle(message);
    };
  }

  @Override
  public void discarded(Message<?> message) {
    taken();
  }

  @Override
  public long queued() {
    return queued.get();
  }

  /** Not known. */
  @Override
  public double handlerSeconds() {
    return 0;
  }
}
