package busway.session;

import io.vertx.core.internal.ContextInternal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What one party takes from the bus, however many connections it has: a consumer for each address,
 * of its own, so that messages can be moved to another party in one step. Belongs to the loop of
 * the sessions.
 */
public final class Tap implements Addresses {

  private final ContextInternal context;
  private final Runnable changed;
  private final List<Session> sessions = new ArrayList<>();
  private final Map<String, Subscribers> byAddress = new HashMap<>();
  private volatile List<String> addresses = List.of();
  private CloseReason lastClosed = CloseReason.CLIENT;
  private int arrived;

  /**
   * Makes a tap without sessions.
   *
   * @param context what consumes the addresses, on the loop of the sessions
   * @param changed runs after a session has come or gone, or registered an address, or ended that
   */
  public Tap(ContextInternal context, Runnable changed) {
    this.context = context;
    this.changed = changed;
  }

  /** Ends all connections. */
  public void close(CloseReason reason) {
    List.copyOf(sessions).forEach(session -> session.close(reason));
  }

  /** Connections that have entered and are open now. */
  public int connections() {
    return sessions.size();
  }

  /** Connections open now, those that have not entered too. */
  public int arrived() {
    return arrived;
  }

  /** Bytes that wait for the party. */
  public long pendingBytes() {
    return sessions.stream().mapToLong(Session::pendingBytes).sum();
  }

  /** The addresses that are registered, sorted. From any thread. */
  public List<String> addresses() {
    return addresses;
  }

  @Override
  public Subscription subscribe(String address, Session session) {
    Subscribers subscribers = byAddress.get(address);
    if (subscribers == null) {
      Subscribers consumer = new Subscribers(address);
      byAddress.put(address, consumer);
      context.dispatch(() -> consumer.consume(context.owner().eventBus()));
      subscribers = consumer;
    }
    return subscribers.add(session);
  }

  @Override
  public void unsubscribe(Subscription subscription) {
    Subscribers subscribers = subscription.subscribers();
    if (subscribers.remove(subscription)) {
      byAddress.remove(subscribers.address());
      subscribers.leave(context);
    }
  }

  /** A connection has come. */
  void arrive() {
    arrived++;
  }

  /** Adds a session, which has registered nothing yet. */
  void add(Session session) {
    sessions.add(session);
    changed.run();
  }

  /** Why the last connection ended. */
  public CloseReason lastClosed() {
    return lastClosed;
  }

  /** Forgets a session that is closed. */
  void remove(Session session, CloseReason reason) {
    arrived--;
    lastClosed = reason;
    if (sessions.remove(session)) {
      registered();
    }
  }

  /** Takes note of what the sessions have registered. */
  void registered() {
    TreeSet<String> all = new TreeSet<>();
    sessions.forEach(session -> all.addAll(session.addresses()));
    addresses = List.copyOf(all);
    changed.run();
  }
}
