package busway.bench.load;

import java.util.List;

/**
 * A kind of load, on one thread of the driver. Everything is called on that thread's event loop;
 * what is written leaves with the next flush.
 */
interface Load extends Connection.Listener {

  /** How many connections it needs. */
  int connections();

  /** The connections are open; subscriptions are made here. */
  void connected(List<Connection> opened);

  /**
   * Whether the load can begin. Asked again and again until it can: it may try something each time.
   */
  boolean prepared();

  /** Begins. */
  void begin();

  /** Sends nothing new, but for what tells whether all is well. */
  void end();
}
