package busway.loops;

/** Which consumer of an address gets what is sent to one of several. */
public enum Balance {
  /** All in turn; those of the sender's own event loop while the loops are busy, and equally so. */
  AUTO,
  /** All in turn. */
  ROUND_ROBIN
}
