package busway.bench.load;

/** What each subscriber of a thread has heard: whether the probe, and how far of each publisher. */
final class Audience {

  private final boolean[] ready;
  private final long[][] next;

  Audience(int subscribers, int publishers) {
    ready = new boolean[subscribers];
    next = new long[subscribers][publishers];
  }

  /** Whether it is the first probe that this one hears. */
  boolean heardProbe(int subscriber) {
    boolean first = !ready[subscriber];
    ready[subscriber] = true;
    return first;
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
