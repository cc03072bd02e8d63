package busway.session;

import busway.frame.ErrorCode;
import busway.frame.ProtocolException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The addresses that one client subscribes to. */
final class ClientSubscriptions {

  private final Edge edge;
  private final Session session;

  /** Most clients have one: a map of one entry takes a quarter of what a hash table takes. */
  private Map<String, Subscription> byAddress = Map.of();

  /** Registered, but nothing comes from them: where a tap is shut. */
  private Set<String> held = Set.of();

  ClientSubscriptions(Edge edge, Session session) {
    this.edge = edge;
    this.session = session;
  }

  /** Adds a subscription; {@code open} says whether it has messages from now on. */
  void add(String address, boolean open) throws ProtocolException {
    if (byAddress.containsKey(address) || held.contains(address)) {
      throw new ProtocolException(ErrorCode.ADDRESS_ALREADY_REGISTERED, null);
    }
    if (byAddress.size() + held.size() >= edge.config().maxSubscriptions()) {
      throw new ProtocolException(
          ErrorCode.MAX_HANDLERS_REACHED,
          "at most " + edge.config().maxSubscriptions() + " addresses a client");
    }
    if (open) {
      put(address, edge.hub().subscribe(address, session));
    } else {
      hold(address);
    }
    edge.metrics().subscriptions.increment();
  }

  /** Has messages of the addresses that are held. */
  void join() {
    for (String address : held) {
      put(address, edge.hub().subscribe(address, session));
    }
    held = Set.of();
  }

  /** Holds all addresses, so that no new message comes from them. */
  void part() {
    byAddress.forEach(
        (address, subscription) -> {
          edge.hub().part(subscription);
          hold(address);
        });
    byAddress = Map.of();
  }

  private void hold(String address) {
    if (held.isEmpty()) {
      held = new HashSet<>();
    }
    held.add(address);
  }

  /** All of them, the held ones too. */
  Set<String> addresses() {
    Set<String> all = new HashSet<>(held);
    all.addAll(byAddress.keySet());
    return all;
  }

  /** Ends a subscription; false if there was none. */
  boolean remove(String address) {
    Subscription subscription = byAddress.get(address);
    if (subscription != null) {
      take(address);
      edge.hub().unsubscribe(subscription);
    } else if (held.isEmpty() || !held.remove(address)) {
      return false;
    }
    edge.metrics().subscriptions.add(-1);
    return true;
  }

  /** Ends all of them. */
  void clear() {
    byAddress.values().forEach(edge.hub()::unsubscribe);
    edge.metrics().subscriptions.add(-byAddress.size() - held.size());
    byAddress = Map.of();
    held = Set.of();
  }

  private void put(String address, Subscription subscription) {
    if (byAddress.isEmpty()) {
      byAddress = Map.of(address, subscription);
      return;
    }
    if (byAddress.size() == 1) {
      byAddress = new HashMap<>(byAddress);
    }
    byAddress.put(address, subscription);
  }

  private void take(String address) {
    if (byAddress.size() == 1) {
      byAddress = Map.of();
    } else {
      byAddress.remove(address);
    }
  }
}
