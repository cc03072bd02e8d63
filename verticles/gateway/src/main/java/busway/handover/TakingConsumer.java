package busway.handover;

import busway.bus.AskingMessage;
import busway.metrics.HandlerTimer;
import io.vertx.core.Closeable;
import io.vertx.core.Completable;
import io.vertx.core.Handler;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.impl.HandlerHolder;
import io.vertx.core.eventbus.impl.MessageConsumerImpl;
import io.vertx.core.eventbus.impl.MessageImpl;
import io.vertx.core.internal.ContextInternal;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * One consumer of an instance, and the handler around its handler. Handles messages on the thread
 * that it runs on, or on those that it runs on one after the other; asked from any.
 */
final class TakingConsumer implements Handler<Message<Object>>, HandlerTimer, Closeable {

  /** As for a client that has gone: whoever asked may ask again. */
  private static final int STOPPED = 503;

  private static final VarHandle RUNNING;
  private static final VarHandle DELIVERED;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      RUNNING = lookup.findVarHandle(TakingConsumer.class, "running", int.class);
      DELIVERED = lookup.findVarHandle(TakingConsumer.class, "delivered", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final BusIntake intake;
  private final String address;
  private final HandlerHolder<Object> holder;
  private final HandlerTimer timer;
  private final OpenRequests open;
  private Handler<Message<Object>> handler = message -> {};

  /** Handlers that have not returned: several where those of virtual threads await something. */
  private int running;

  private long delivered;

  /** Whether messages to the address reach it, or have done so. */
  private volatile boolean letIn;

  private volatile boolean stopped;

  TakingConsumer(
      BusIntake intake,
      String address,
      HandlerHolder<Object> holder,
      HandlerTimer timer,
      OpenRequests open) {
    this.intake = intake;
    this.address = address;
    this.holder = holder;
    this.timer = timer;
    this.open = open;
  }

  /** Becomes the handler around {@code inner}. */
  Handler<Message<Object>> around(Handler<Message<Object>> inner) {
    handler = inner;
    return this;
  }

  String address() {
    return address;
  }

  HandlerHolder<Object> holder() {
    return holder;
  }

  ContextInternal context() {
    return holder.getContext();
  }

  /** Notes that messages to the address reach it from now on. */
  void letIn() {
    letIn = true;
  }

  @Override
  public void handle(Message<Object> message) {
    if (!letIn) {
      timer.discarded(message);
      passOn(message);
      return;
    }
    RUNNING.setRelease(this, running + 1);
    DELIVERED.setRelease(this, delivered + 1);
    try {
      handler.handle(message);
    } finally {
      returned(message);
      RUNNING.setRelease(this, running - 1);
    }
  }

  /** A request may be answered by now; only one of a client says so. */
  private void returned(Message<Object> message) {
    if (message instanceof AskingMessage asking
        ? asking.isOpen()
        : message.replyAddress() != null) {
      if (stopped) {
        failStopped(message);
      } else {
        open.add(message);
      }
    }
  }

  @Override
  public void scheduled() {
    timer.scheduled();
  }

  @Override
  public void discarded(Message<?> message) {
    timer.discarded(message);
    if (!letIn || intake.isClosed()) {
      passOn(message);
    } else if (stopped) {
      failStopped(message);
    }
  }

  /** Has others handle what it will not; what is published has reached them already. */
  private void passOn(Message<?> message) {
    if (message.isSend() && message instanceof MessageImpl<?, ?> received) {
      MessageImpl<?, ?> copy = received.copyBeforeReceive();
      received.setReplyAddress(null); // the bus fails what it discards
      boolean wasIn = letIn;
      intake
          .send(copy)
          .onFailure(
              failure -> {
                if (wasIn) {
                  failStopped(copy);
                } else if (failure instanceof ReplyException) {
                  copy.reply(failure);
                }
              });
    }
  }

  /** Tells whoever asked that nobody will answer. */
  private static void failStopped(Message<?> message) {
    message.fail(STOPPED, "the verticle that served " + message.address() + " was stopped");
  }

  @Override
  public void unregistered() {
    intake.unregistered(this);
  }

  @Override
  public long queued() {
    return isWrapped() ? timer.queued() : 0;
  }

  /** A handler that is set later is not wrapped, and what it takes is not counted. */
  private boolean isWrapped() {
    return holder.getHandler() instanceof MessageConsumerImpl<Object> consumer
        && consumer.getHandler() == this;
  }

  @Override
  public double handlerSeconds() {
    return timer.handlerSeconds();
  }

  /** Messages that its handler was given. */
  long delivered() {
    return (long) DELIVERED.getAcquire(this);
  }

  /** Messages that it has and has not finished, and requests that it has not answered. */
  long pending() {
    long queued = queued();
    VarHandle.acquireFence();
    return queued + unfinished();
  }

  /**
   * What it has begun and not finished. A message only goes on: from the queue to the handler and
   * from there to the open requests. Who looks in this order misses none.
   */
  long unfinished() {
    long handled = (int) RUNNING.getAcquire(this);
    return handled + open.count();
  }

  /** Its context is closed: whoever waits learns that nothing comes. */
  @Override
  public void close(Completable<Void> completion) {
    stopped = true;
    open.giveUp(TakingConsumer::failStopped);
    completion.succeed();
  }
}
