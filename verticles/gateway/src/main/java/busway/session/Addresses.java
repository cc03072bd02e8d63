package busway.session;

/** Where sessions have the messages of an address from. Belongs to their loop. */
interface Addresses {

  /** Adds a subscriber; the first one of an address makes a consumer of it. */
  Subscription subscribe(String address, Session session);

  /** Removes a subscriber; with the last one of an address its consumer goes. */
  void unsubscribe(Subscription subscription);
}
