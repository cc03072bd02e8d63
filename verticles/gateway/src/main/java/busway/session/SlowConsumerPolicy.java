package busway.session;

/** What happens to a client that does not read as fast as messages are published to it. */
public enum SlowConsumerPolicy {
  /** The connection is closed; the client may come back. */
  DISCONNECT,
  /**
   * Published messages beyond the bound are dropped and counted; replies and point-to-point
   * messages still disconnect.
   */
  DROP
}
