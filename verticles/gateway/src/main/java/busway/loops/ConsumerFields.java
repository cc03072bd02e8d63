package busway.loops;

import busway.vertx.VertxFields;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.impl.EventBusImpl;
import io.vertx.core.eventbus.impl.HandlerHolder;
import io.vertx.core.eventbus.impl.MessageConsumerImpl;
import io.vertx.core.impl.utils.ConcurrentCyclicSequence;
import java.lang.invoke.VarHandle;
import java.util.Map;
import java.util.concurrent.ConcurrentMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The handlers of one event bus's consumers, which can be wrapped while they are being registered.
 * Vert.x has no other way to learn when a handler returns that costs nothing where nobody asks: an
 * interceptor takes every message by a longer way.
 */
final class ConsumerFields {

  private static final @Nullable VarHandle BY_ADDRESS =
      VertxFields.of(EventBusImpl.class, "handlerMap", ConcurrentMap.class);
  private static final @Nullable VarHandle HANDLER =
      VertxFields.of(MessageConsumerImpl.class, "handler", Handler.class);

  private final @Nullable Map<String, ConcurrentCyclicSequence<HandlerHolder<Object>>> byAddress;

  @SuppressWarnings("unchecked") // as EventBusImpl declares it
  ConsumerFields(Vertx vertx) {
    EventBus bus = vertx.eventBus();
    byAddress =
        BY_ADDRESS != null && HANDLER != null && bus instanceof EventBusImpl
            ? (Map<String, ConcurrentCyclicSequence<HandlerHolder<Object>>>) BY_ADDRESS.get(bus)
            : null;
  }

  /** Whether this version of Vert.x has such fields. */
  boolean found() {
    return byAddress != null;
  }

  /**
   * Wraps the handler of the consumer that this thread is registering: it is among the consumers of
   * its address already, and its lock, which whoever delivers takes, is this thread's.
   */
  void wrap(String address, UnaryOperator<Handler<Message<Object>>> wrapper) {
    var consumers = byAddress == null ? null : byAddress.get(address);
    if (consumers == null || HANDLER == null) {
      return;
    }
    for (HandlerHolder<Object> holder : consumers) {
      var consumer = holder.getHandler();
      if (consumer instanceof MessageConsumerImpl<Object> && Thread.holdsLock(consumer)) {
        wrap((MessageConsumerImpl<Object>) consumer, HANDLER, wrapper);
        return;
      }
    }
  }

  private static void wrap(
      MessageConsumerImpl<Object> consumer,
      VarHandle field,
      UnaryOperator<Handler<Message<Object>>> wrapper) {
    Handler<Message<Object>> handler = consumer.getHandler();
    if (handler != null) {
      field.set(consumer, wrapper.apply(handler));
    }
  }
}
