package busway.session;

import busway.bus.Bodies;
import busway.frame.Frame;
import busway.vertx.LeavingConsumer;
import io.vertx.core.MultiMap;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.internal.ContextInternal;
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
  private @Nullable DirectWay way;
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

  /** Lets what clients of the same loop send come by this way. */
  void open(DirectWay directWay) {
    way = directWay;
  }

  /** Who is given the next message of a client of this loop; null where it takes the bus. */
  @Nullable Audience direct() {
    return way != null && way.take() ? way.audience() : null;
  }

  /** Notes that the next message of a client of this loop takes the bus. */
  void passOver() {
    if (way != null) {
      way.passOver();
    }
  }

  /** How many there are. From other threads: how many there were of late. */
  int count() {
    return list.size();
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
    return list.isEmpty();
  }

  /**
   * Has the bus give it nothing new, and ends it behind what has reached the loop of its context:
   * whoever sent that is told that nobody is left.
   */
  void leave(ContextInternal context) {
    if (consumer != null) {
      LeavingConsumer.of(consumer);
    }
    context.runOnContext(later -> end());
  }

  /** Consumes no more. */
  private void end() {
    if (consumer != null) {
      consumer.unregister();
    }
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
      send(BusAsker.of(message), message.headers(), body);
    } else {
      publish(message.headers(), body);
    }
  }

  /**
   * Gives a message to the client whose turn it is. Whoever is being closed is passed over. The
   * last subscriber may have left while the message was on its way to this loop.
   */
  void send(@Nullable Asker asker, @Nullable MultiMap headers, byte @Nullable [] body) {
    for (int tried = 0; tried < list.size(); tried++) {
      turn = turn + 1 < list.size() ? turn + 1 : 0;
      Session session = list.get(turn).session();
      if (!session.closing()) {
        session.deliver(address, asker, headers, body);
        return;
      }
    }
    if (asker != null) {
      ClientFailure.GONE.fail(asker, "the client that served " + address + " is gone");
    }
  }

  /**
   * Gives a message to all. From the end: a subscriber that is closed for being slow gives its
   * place to the last one.
   */
  void publish(@Nullable MultiMap headers, byte @Nullable [] body) {
    Frame.Message frame = new Frame.Message(address, null, headers, body, false);
    for (int i = list.size() - 1; i >= 0; i--) {
      list.get(i).session().deliver(frame);
    }
  }

  private void unencodable(Message<Object> message, EncodeException e) {
    log.warn("A message to {} has a body that cannot be JSON and was dropped", address, e);
    Asker asker = message.isSend() ? BusAsker.of(message) : null;
    if (asker != null) {
      ClientFailure.BODY.fail(asker, "the body of the message cannot be JSON");
    }
  }
}
