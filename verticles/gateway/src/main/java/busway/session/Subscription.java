package busway.session;

/**
 * One client's place among the subscribers of an address.
 *
 * <p>It knows its index, so that leaving costs the same however many there are.
 */
final class Subscription {

  private final Subscribers subscribers;
  private final Session session;
  private int index;

  Subscription(Subscribers subscribers, Session session, int index) {
    this.subscribers = subscribers;
    this.session = session;
    this.index = index;
  }

  Subscribers subscribers() {
    return subscribers;
  }

  Session session() {
    return session;
  }

  int index() {
    return index;
  }

  void moveTo(int newIndex) {
    index = newIndex;
  }
}
