package busway.vertx;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.impl.EventBusImpl;
import io.vertx.core.eventbus.impl.HandlerHolder;
import io.vertx.core.eventbus.impl.HandlerRegistration;
import io.vertx.core.eventbus.impl.MessageConsumerImpl;
import io.vertx.core.impl.utils.ConcurrentCyclicSequence;
import io.vertx.core.internal.ContextInternal;
import java.lang.invoke.VarHandle;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The consumers of one event bus: whose handlers can be wrapped while they are being registered,
 * and which can be kept from getting messages without being unregistered. Vert.x has no other way
 * to learn when a handler returns that costs nothing where nobody asks: an interceptor takes every
 * message by a longer way. From any thread.
 */
public final class BusConsumers {

  private static final @Nullable VarHandle BY_ADDRESS =
      VertxFields.of(EventBusImpl.class, "handlerMap", ConcurrentMap.class);
  private static final @Nullable VarHandle HANDLER =
      VertxFields.of(MessageConsumerImpl.class, "handler", Handler.class);
  private static final @Nullable VarHandle ASKS_FIRST =
      VertxFields.of(HandlerRegistration.class, "src", boolean.class);

  private final @Nullable Map<String, ConcurrentCyclicSequence<HandlerHolder<Object>>> byAddress;

  /** Looks for the consumers of the bus of {@code vertx}. */
  @SuppressWarnings("unchecked") // as EventBusImpl declares it
  public BusConsumers(Vertx vertx) {
    EventBus bus = vertx.eventBus();
    byAddress =
        BY_ADDRESS != null && HANDLER != null && bus instanceof EventBusImpl
            ? (Map<String, ConcurrentCyclicSequence<HandlerHolder<Object>>>) BY_ADDRESS.get(bus)
            : null;
  }

  /**
   * Whether this version of Vert.x has such fields. Where it has not, nothing here does a thing.
   */
  public boolean found() {
    return byAddress != null;
  }

  /**
   * The consumer that this thread is registering: it is among the consumers of its address already,
   * and its lock, which whoever delivers takes, is this thread's. Null where it is not found.
   */
  public @Nullable HandlerHolder<Object> registering(String address) {
    var consumers = byAddress == null ? null : byAddress.get(address);
    if (consumers == null) {
      return null;
    }
    for (HandlerHolder<Object> holder : consumers) {
      var consumer = holder.getHandler();
      if (consumer instanceof MessageConsumerImpl<Object> && Thread.holdsLock(consumer)) {
        return holder;
      }
    }
    return null;
  }

  /** Wraps the handler of the consumer that this thread is registering. */
  public void wrap(String address, UnaryOperator<Handler<Message<Object>>> wrapper) {
    HandlerHolder<Object> holder = registering(address);
    if (holder != null && HANDLER != null) {
      var consumer = (MessageConsumerImpl<Object>) holder.getHandler();
      Handler<Message<Object>> handler = consumer.getHandler();
      if (handler != null) {
        HANDLER.set(consumer, wrapper.apply(handler));
      }
    }
  }

  /**
   * Lets some consumers of an address have its messages and others no more, in one step: whoever
   * sends sees all of it or nothing. Those that are let in already stay so.
   */
  public void exchange(
      String address, Collection<HandlerHolder<Object>> out, Collection<HandlerHolder<Object>> in) {
    if (byAddress != null) {
      byAddress.compute(address, (key, consumers) -> exchanged(consumers, out, in));
    }
  }

  private static @Nullable ConcurrentCyclicSequence<HandlerHolder<Object>> exchanged(
      @Nullable ConcurrentCyclicSequence<HandlerHolder<Object>> consumers,
      Collection<HandlerHolder<Object>> out,
      Collection<HandlerHolder<Object>> in) {
    var changed =
        consumers == null ? new ConcurrentCyclicSequence<HandlerHolder<Object>>() : consumers;
    for (HandlerHolder<Object> holder : in) {
      changed = changed.remove(holder).add(holder);
    }
    for (HandlerHolder<Object> holder : out) {
      changed = changed.remove(holder);
    }
    return changed.size() == 0 ? null : changed;
  }

  /** Arranges the consumers of an address in another way, if it has any. */
  void arrange(
      String address, UnaryOperator<ConcurrentCyclicSequence<HandlerHolder<Object>>> arrangement) {
    if (byAddress != null) {
      byAddress.computeIfPresent(address, (key, consumers) -> arrangement.apply(consumers));
    }
  }

  /** Whether messages to the address reach anybody on this node. */
  public boolean has(String address) {
    return byAddress != null && byAddress.containsKey(address);
  }

  /**
   * How many replies are awaited by those who replied themselves, in contexts of some kind. Looks
   * at all addresses.
   */
  public int conversations(Predicate<ContextInternal> contexts) {
    int count = 0;
    if (byAddress != null && ASKS_FIRST != null) {
      for (var consumers : byAddress.values()) {
        HandlerHolder<Object> first = consumers.first();
        if (first != null
            && !(first.getHandler() instanceof MessageConsumerImpl)
            && !(boolean) ASKS_FIRST.get(first.getHandler())
            && contexts.test(first.getContext())) {
          count++;
        }
      }
    }
    return count;
  }
}
