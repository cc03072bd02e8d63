package busway.session;

import busway.bus.ClientBus;
import busway.channel.LoopOutput;
import busway.frame.Frame;
import busway.metrics.HubMetrics;
import busway.vertx.Locality;
import io.vertx.core.MultiMap;
import io.vertx.core.internal.ContextInternal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Address to subscribers, of one event loop: one consumer on the bus for each address, however many
 * clients of the loop subscribe to it, and one encoding for each dialect they speak.
 */
public final class Hub implements Addresses {

  private final Hubs hubs;
  private final ClientBus bus;
  private final ContextInternal context;
  private final HubMetrics metrics;
  private final Locality locality;
  private final Owed owed = new Owed();
  private final Timeouts timeouts;
  private final Mail mail;
  private final Map<String, Subscribers> byAddress = new HashMap<>();
  private final LoopOutput output;
  private final Dialects dialects = new Dialects();

  private long readNs = System.nanoTime();
  private long id;
  private int turn;

  Hub(Hubs hubs, ContextInternal context, Locality locality) {
    this.hubs = hubs;
    this.bus = hubs.bus();
    this.metrics = hubs.metrics().hub();
    this.locality = locality;
    this.context = context;
    this.timeouts = new Timeouts(context.nettyEventLoop());
    this.mail = new Mail(context, metrics);
    this.output = new LoopOutput(context.nettyEventLoop());
  }

  /** The loop's output to sockets. */
  public LoopOutput output() {
    return output;
  }

  /** What its clients speak. */
  public Dialects dialects() {
    return dialects;
  }

  /** The bus that this hub's clients share with the verticles. */
  ClientBus bus() {
    return bus;
  }

  /** The counters of what goes past the bus. */
  HubMetrics metrics() {
    return metrics;
  }

  /** The deadlines of this loop's requests. */
  Timeouts timeouts() {
    return timeouts;
  }

  /** What the clients of this loop have not answered. */
  Owed owed() {
    return owed;
  }

  /** Whether clients of this loop had better answer the requests of others of them. */
  boolean keepsRequests() {
    return locality.localFirst();
  }

  /** A number that grows. */
  int nextTurn() {
    turn = turn + 1 & Integer.MAX_VALUE;
    return turn;
  }

  /** Notes when the frames were read that are handled now. */
  void readAt(long nowNs) {
    readNs = nowNs;
  }

  /** When the frames were read that are handled now, as {@link System#nanoTime}. */
  long readNs() {
    return readNs;
  }

  /** A number that no other request on this node has. */
  long nextId() {
    if (id % Hubs.IDS == 0) {
      id = hubs.nextIds();
    }
    return ++id;
  }

  /**
   * Sends a client's request past the bus.
   *
   * @return false where it has to take the bus
   */
  boolean ask(Request request) {
    Frame.Request frame = request.frame();
    Audience audience = direct(frame.address());
    if (audience == null) {
      return false;
    }
    request.awaitReply();
    send(audience, frame.address(), request, frame.headers(), frame.body());
    return true;
  }

  /** Sends a client's message to one consumer. */
  void send(String address, @Nullable MultiMap headers, byte @Nullable [] body) {
    Audience audience = direct(address);
    if (audience == null) {
      bus.bus().send(address, ClientRequests.body(body), ClientRequests.options(headers));
    } else {
      send(audience, address, null, headers, body);
    }
  }

  /** Sends a client's message to all consumers. */
  void publish(String address, @Nullable MultiMap headers, byte @Nullable [] body) {
    Audience audience = direct(address);
    if (audience == null) {
      bus.bus().publish(address, ClientRequests.body(body), ClientRequests.options(headers));
      return;
    }
    metrics.publishes.increment();
    for (Audience.Member member : audience.members()) {
      Hub hub = member.hub();
      if (hub == this) {
        hear(address, headers, body);
      } else {
        mail(hub, () -> hub.hear(address, headers, body));
      }
    }
  }

  /** Has {@code delivery} run on another hub's loop at the end of this turn. */
  void mail(Hub to, Runnable delivery) {
    mail.send(to.mail, delivery);
  }

  /** Whom to give a client's message; null where it has to take the bus. */
  private @Nullable Audience direct(String address) {
    Subscribers own = byAddress.get(address);
    Audience audience = own == null ? distant(address) : own.direct();
    if (audience == null) {
      mail.flush();
    }
    return audience;
  }

  /** Notes that the next message to the address takes the bus, and lets it overtake nothing. */
  void passOver(String address) {
    Subscribers own = byAddress.get(address);
    if (own != null) {
      own.passOver();
    }
    mail.flush();
  }

  private @Nullable Audience distant(String address) {
    Audience audience = hubs.audience(address);
    return audience != null && audience.isComplete() && bus.direct() ? audience : null;
  }

  private void send(
      Audience audience,
      String address,
      @Nullable Request request,
      @Nullable MultiMap headers,
      byte @Nullable [] body) {
    metrics.sends.increment();
    Hub hub = request == null ? audience.next() : audience.nextFor(this);
    if (hub == this || hub == null) {
      receive(address, request, headers, body);
    } else {
      Asker asker = request == null ? null : new DistantAsker(request, hub);
      mail(hub, () -> hub.receive(address, asker, headers, body));
    }
  }

  /** Gives one client what was sent; the last one may have gone meanwhile. */
  private void receive(
      String address, @Nullable Asker asker, @Nullable MultiMap headers, byte @Nullable [] body) {
    metrics.deliveries.increment();
    Subscribers subscribers = byAddress.get(address);
    if (subscribers != null) {
      subscribers.send(asker, headers, body);
    } else if (asker != null) {
      ClientFailure.GONE.fail(asker, "the client that served " + address + " is gone");
    }
  }

  /** Gives all clients what was published. */
  private void hear(String address, @Nullable MultiMap headers, byte @Nullable [] body) {
    metrics.deliveries.increment();
    Subscribers subscribers = byAddress.get(address);
    if (subscribers != null) {
      subscribers.publish(headers, body);
    }
  }

  @Override
  public Subscription subscribe(String address, Session session) {
    Subscribers subscribers = byAddress.get(address);
    if (subscribers == null) {
      subscribers = new Subscribers(address);
      byAddress.put(address, subscribers);
      Subscribers consumer = subscribers;
      context.dispatch(() -> consumer.consume(bus.bus()));
      Audience audience = hubs.join(address, this, subscribers);
      consumer.open(new DirectWay(context.nettyEventLoop(), bus, audience));
    }
    return subscribers.add(session);
  }

  @Override
  public void unsubscribe(Subscription subscription) {
    Subscribers subscribers = subscription.subscribers();
    if (subscribers.remove(subscription)) {
      byAddress.remove(subscribers.address());
      hubs.leave(subscribers.address(), this);
      subscribers.leave(context);
    }
  }
}
