package busway.session;

import busway.bus.Bodies;
import busway.frame.Frame;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.EncodeException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clients of one event loop that subscribe to one address, and their consumer on the bus. What
 * is published goes to all of them, what is sent to one of them in turn.
 */
final class Subscribers {

  private static final Logger log = LoggerFactory.getLogger(Subscribers.class);

  private final String address;
  private final List<Subscription> list = new ArrayList<>();
  private @Nullable MessageConsumer<Object> consumer;
  private int turn;

  Subscribers(String address) {
    this.address = address;
  }

  String address() {
    return address;
  }

  void consume(EventBus bus) {
    consumer = bus.consumer(address, this::deliver);
  }

  Subscription add(Session session) {
    Subscription subscription = new Subscription(this, session, list.size());
    list.add(subscription);
    return subscription;
  }

  /** Removes a subscriber by moving the last one into its place; whether none is left. */
  boolean remove(Subscription subscription) {
    Subscription last = list.remove(list.size() - 1);
    if (last != subscription) {
      last.moveTo(subscription.index());
      list.set(subscription.index(), last);
    }
    if (!list.isEmpty()) {
      return false;
    }
    if (consumer != null) {
      consumer.unregister();
    }
    return true;
  }

  private void deliver(Message<Object> message) {
    byte[] body;
    try {
      body = Bodies.json(message);
    } catch (EncodeException e) {
      unencodable(message, e);
      return;
    }
    if (message.isSend()) {
      send(message, body);
    } else {
      publish(new Frame.Message(address, null, message.headers(), body, false));
    }
  }

  /**
   * Whoever is being closed is passed over. The last subscriber may have left while the message was
   * on its way to this loop.
   */
  private void send(Message<Object> message, byte @Nullable [] body) {
    for (int tried = 0; tried < list.size(); tried++) {
      turn = turn + 1 < list.size() ? turn + 1 : 0;
      Session session = list.get(turn).session();
      if (!session.closing()) {
        session.deliver(address, message, body);
        return;
      }
    }
    ClientFailure.GONE.fail(message, "the client that served " + address + " is gone");
  }

  /** From the end: a subscriber that is closed for being slow gives its place to the last one. */
  private void publish(Frame.Message frame) {
    for (int i = list.size() - 1; i >= 0; i--) {
      list.get(i).session().deliver(frame);
    }
  }

  private void unencodable(Message<Object> message, EncodeException e) {
    log.warn("A message to {} has a body that cannot be JSON and was dropped", address, e);
    if (message.isSend()) {
      ClientFailure.BODY.fail(message, "the body of the message cannot be JSON");
    }
  }
}
