package busway.handover;

import busway.bus.AskingMessage;
import busway.vertx.BusConsumers;
import io.vertx.core.eventbus.Message;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The requests whose handler has returned without a reply.
 *
 * <p>Nobody tells of a reply. Each request is asked whether it is open still, when its list is full
 * or when somebody wants to know: some two looks a request at the most. Added to by the thread that
 * the consumer runs on, or by those that it runs on one after the other; looked at from any.
 */
final class OpenRequests {

  private static final int LEAST = 16;
  private static final VarHandle SIZE;

  static {
    try {
      SIZE = MethodHandles.lookup().findVarHandle(Batch.class, "size", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final BusConsumers bus;
  private volatile Batch batch = new Batch(LEAST);

  OpenRequests(BusConsumers bus) {
    this.bus = bus;
  }

  /**
   * As many as have room. Its places are filled once, and emptied by whoever finds one answered.
   */
  private static final class Batch {

    final @Nullable Message<Object>[] messages;
    int size;

    @SuppressWarnings({"unchecked", "rawtypes"}) // arrays have no type parameters
    Batch(int room) {
      messages = new Message[room];
    }

    void add(Message<Object> message) {
      messages[size] = message;
      SIZE.setRelease(this, size + 1);
    }
  }

  /** Adds a request. */
  void add(Message<Object> request) {
    Batch current = batch;
    if (current.size == current.messages.length) {
      current = withoutAnswered(current);
      batch = current;
    }
    current.add(request);
  }

  private Batch withoutAnswered(Batch full) {
    int open = count(full);
    Batch next = new Batch(Math.max(LEAST, 2 * open));
    for (Message<Object> message : full.messages) {
      if (message != null) {
        next.add(message);
      }
    }
    return next;
  }

  /** How many are open now. */
  int count() {
    return count(batch);
  }

  /** Counts those that are open, and forgets the others. */
  private int count(Batch of) {
    int open = 0;
    for (int i = (int) SIZE.getAcquire(of) - 1; i >= 0; i--) {
      Message<Object> message = of.messages[i];
      if (message != null) {
        if (isOpen(message)) {
          open++;
        } else {
          of.messages[i] = null;
        }
      }
    }
    return open;
  }

  private boolean isOpen(Message<Object> message) {
    return message instanceof AskingMessage asking
        ? asking.isOpen()
        : bus.has(message.replyAddress());
  }

  /** Gives up those that are open. */
  void giveUp(Consumer<Message<Object>> failing) {
    Batch last = batch;
    for (int i = (int) SIZE.getAcquire(last) - 1; i >= 0; i--) {
      Message<Object> message = last.messages[i];
      last.messages[i] = null;
      if (message != null && isOpen(message)) {
        failing.accept(message);
      }
    }
  }
}
