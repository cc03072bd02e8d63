package busway.session;

import busway.frame.ErrorCode;
import busway.frame.ProtocolException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The addresses that one client subscribes to. */
final class ClientSubscriptions {

  private final Edge edge;
  private final Addresses source;
  private final Session session;

  /** Most clients have one: a map of one entry takes a quarter of what a hash table takes. */
  private Map<String, Subscription> byAddress = Map.of();

  ClientSubscriptions(Edge edge, Addresses source, Session session) {
    this.edge = edge;
    this.source = source;
    this.session = session;
  }

  /** Adds a subscription. */
  void add(String address) throws ProtocolException {
    if (byAddress.containsKey(address)) {
      throw new ProtocolException(ErrorCode.ADDRESS_ALREADY_REGISTERED, null);
    }
    if (byAddress.size() >= edge.config().maxSubscriptions()) {
      throw new ProtocolException(
          ErrorCode.MAX_HANDLERS_REACHED,
          "at most " + edge.config().maxSubscriptions() + " addresses a client");
    }
    put(address, source.subscribe(address, session));
    edge.metrics().subscriptions.increment();
  }

  /** All of them. */
  Set<String> addresses() {
    return byAddress.keySet();
  }

  /** Ends a subscription; false if there was none. */
  boolean remove(String address) {
    Subscription subscription = byAddress.get(address);
    if (subscription == null) {
      return false;
    }
    take(address);
    source.unsubscribe(subscription);
    edge.metrics().subscriptions.add(-1);
    return true;
  }

  /** Ends all of them. */
  void clear() {
    byAddress.values().forEach(source::unsubscribe);
    edge.metrics().subscriptions.add(-byAddress.size());
    byAddress = Map.of();
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
