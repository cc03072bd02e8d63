package busway.session;

import busway.frame.ErrorCode;
import busway.frame.ProtocolException;
import java.util.HashMap;
import java.util.Map;

/** The addresses that one client subscribes to. */
final class ClientSubscriptions {

  private final Edge edge;
  private final Session session;
  private final Map<String, Subscription> byAddress = new HashMap<>(4);

  ClientSubscriptions(Edge edge, Session session) {
    this.edge = edge;
    this.session = session;
  }

  void add(String address) throws ProtocolException {
    if (byAddress.containsKey(address)) {
      throw new ProtocolException(ErrorCode.ADDRESS_ALREADY_REGISTERED, null);
    }
    if (byAddress.size() >= edge.config().maxSubscriptions()) {
      throw new ProtocolException(
          ErrorCode.MAX_HANDLERS_REACHED,
          "at most " + edge.config().maxSubscriptions() + " addresses a client");
    }
    byAddress.put(address, edge.hub().subscribe(address, session));
    edge.metrics().subscriptions.increment();
  }

  /** Ends a subscription; false if there was none. */
  boolean remove(String address) {
    Subscription subscription = byAddress.remove(address);
    if (subscription == null) {
      return false;
    }
    edge.hub().unsubscribe(subscription);
    edge.metrics().subscriptions.add(-1);
    return true;
  }

  /** Ends all of them. */
  void clear() {
    byAddress.values().forEach(edge.hub()::unsubscribe);
    edge.metrics().subscriptions.add(-byAddress.size());
    byAddress.clear();
  }
}
