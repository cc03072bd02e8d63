package busway.bench.load;

/** What each subscriber has heard: whether the probe, and how far of each publisher. */
final class Audience {

  private final boolean[] ready;
  private final long[][] next;
  private int missing;

  Audience(int subscribers, int publishers) {
    ready = new boolean[subscribers];
    next = new long[subscribers][publishers];
    missing = subscribers;
  }

  void heardProbe(int subscriber) {
    if (!ready[subscriber]) {
      ready[subscriber] = true;
      missing--;
    }
  }

  /** Whether each has heard a probe. */
  boolean complete() {
    return missing == 0;
  }

  /**
   * Whether this is the one after the last that it heard of the publisher. Takes it as the last.
   */
  boolean inOrder(int subscriber, int publisher, long sequence) {
    boolean expected = next[subscriber][publisher] == sequence;
    next[subscriber][publisher] = sequence + 1;
    return expected;
  }
}
