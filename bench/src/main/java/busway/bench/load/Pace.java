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
}
