package busway.bench.load;

/**
 * How fast messages are sent.
 *
 * @param window messages in flight on each connection that sends, where no rate is given
 * @param perSecond messages a second in all, however fast they are answered; 0 for a window instead
 */
record Pace(int window, double perSecond) {

  private static final int MOST_IN_WINDOW = 10_000;
  private static final double MOST_PER_SECOND = 10_000_000;
  private static final int MOST_UNANSWERED = 1 << 17;
  private static final int LEAST_UNANSWERED = 16;
  private static final long MOST_BYTES = 256L << 20;

  Pace {
    Refusal.unlessBetween("--window", window, 1, MOST_IN_WINDOW);
    if (!(perSecond >= 0 && perSecond <= MOST_PER_SECOND)) {
      throw new Refusal("--rate", perSecond, "above 0, to 10000000 a second");
    }
  }

  /** Whether the next message waits for an answer to an earlier one. */
  boolean closed() {
    return perSecond == 0;
  }

  /** The pace of some of the senders. */
  Pace of(int some, int all) {
    return closed() || some == 0 ? this : new Pace(window, perSecond * some / all);
  }

  /** How many messages of each sender may be without an answer. */
  int unanswered(int senders, int most) {
    return closed() ? window : Math.clamp(MOST_UNANSWERED / senders, LEAST_UNANSWERED, most);
  }

  /** Refuses windows that hold more than the driver keeps. */
  Pace within(int senders, int bodyBytes) {
    if (closed() && (long) window * senders * bodyBytes > MOST_BYTES) {
      throw new Refusal(
          "--window",
          window,
          "at most " + MOST_BYTES / senders / bodyBytes + " with so many senders and bytes");
    }
    return this;
  }
}
