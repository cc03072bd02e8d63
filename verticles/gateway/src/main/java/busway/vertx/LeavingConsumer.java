package busway.vertx;

import io.vertx.core.Future;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.impl.HandlerRegistration;
import io.vertx.core.eventbus.impl.MessageConsumerImpl;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A consumer that the bus gives nothing new, and whose handler still gets what is on its way.
 * Unregistering one drops that.
 */
public final class LeavingConsumer {

  private static final Logger LOG = LoggerFactory.getLogger(LeavingConsumer.class);
  private static final @Nullable MethodHandle LEAVE = leave();

  private LeavingConsumer() {}

  private static @Nullable MethodHandle leave() {
    try {
      return MethodHandles.privateLookupIn(MessageConsumerImpl.class, MethodHandles.lookup())
          .findSpecial(
              HandlerRegistration.class,
              "unregister",
              MethodType.methodType(Future.class),
              MessageConsumerImpl.class);
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  /** Takes the consumer off the bus. It is to be unregistered later. From any thread. */
  public static void of(MessageConsumer<?> consumer) {
    if (LEAVE != null && consumer instanceof MessageConsumerImpl) {
      try {
        LEAVE.invoke(consumer);
      } catch (Throwable e) {
        LOG.error("a consumer of {} could not leave the bus", consumer.address(), e);
      }
    }
  }
}
