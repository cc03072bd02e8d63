package busway.bus;

import io.vertx.core.MultiMap;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import org.jspecify.annotations.Nullable;

/**
 * Whoever awaits the reply to an {@link AskingMessage}. The methods are called on the thread that
 * replies; the first reply or failure counts, later ones come to nothing.
 */
public interface Asked {

  /** The address that the reply goes by: of no other request on this node. */
  String replyAddress();

  /**
   * Whether it awaits no reply any more: there was one, or a failure, or it has given up. From any
   * thread; others than its own learn of it soon after.
   */
  boolean isAnswered();

  /** Takes the reply of a verticle, as the bus would have delivered it. */
  void replied(Message<Object> reply);

  /** Takes a reply that is JSON text already. */
  void replied(@Nullable MultiMap headers, byte @Nullable [] json);

  /** Takes the failure that was given instead of a reply. */
  void failed(ReplyException failure);

  /**
   * Notes that the reply address has a handler on the bus, and how it is unregistered once there is
   * a reply or none can come.
   */
  void registered(Runnable unregister);
}
