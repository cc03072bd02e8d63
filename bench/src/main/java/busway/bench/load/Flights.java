package busway.bench.load;

/** Publishes that not every subscriber has heard yet, numbered from 0 for each publisher. */
final class Flights {

  /** The most that one publisher can have in flight. */
  static final int MOST = 1 << 14;

  private final int subscribers;
  private final long[] begun;
  private final int[][] missing;

  Flights(int publishers, int subscribers) {
    this.subscribers = subscribers;
    this.begun = new long[publishers];
    this.missing = new int[publishers][MOST];
  }

  /** Whether the place of the publisher's next is taken by one that is still in flight. */
  boolean full(int publisher) {
    return missing[publisher][place(begun[publisher])] > 0;
  }

  /** The number of the publisher's next, which is in flight from now on. There must be room. */
  long begin(int publisher) {
    long sequence = begun[publisher]++;
    missing[publisher][place(sequence)] = subscribers;
    return sequence;
  }

  boolean flying(int publisher, long sequence) {
    return sequence < begun[publisher]
        && sequence >= begun[publisher] - MOST
        && missing[publisher][place(sequence)] > 0;
  }

  /** One subscriber more has heard it: whether that was the last. */
  boolean landed(int publisher, long sequence) {
    return --missing[publisher][place(sequence)] == 0;
  }

  private static int place(long sequence) {
    return (int) sequence & (MOST - 1);
  }
}
