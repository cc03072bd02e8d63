package busway.bench.load;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Publishes that not every subscriber has heard yet, numbered from 0 for each publisher. A
 * publisher belongs to one thread, its subscribers may be on any.
 */
final class Flights {

  /** The most that one publisher can have in flight. */
  static final int MOST = 1 << 14;

  private final int subscribers;
  private final int capacity;
  private final AtomicLongArray begun;
  private final AtomicIntegerArray missing;

  /**
   * Nothing in flight.
   *
   * @param inFlight publishes that one publisher is to have in flight at least
   */
  Flights(int publishers, int subscribers, int inFlight) {
    this.subscribers = subscribers;
    this.capacity = 1 << (Integer.SIZE - Integer.numberOfLeadingZeros(inFlight - 1));
    this.begun = new AtomicLongArray(publishers);
    this.missing = new AtomicIntegerArray(publishers * capacity);
  }

  /** Whether the place of the publisher's next is taken by one that is still in flight. */
  boolean full(int publisher) {
    return missing.get(place(publisher, begun.get(publisher))) > 0;
  }

  /** The number of the publisher's next, which is in flight from now on. There must be room. */
  long begin(int publisher) {
    long sequence = begun.get(publisher);
    missing.set(place(publisher, sequence), subscribers);
    begun.set(publisher, sequence + 1);
    return sequence;
  }

  boolean flying(int publisher, long sequence) {
    long next = begun.get(publisher);
    return sequence < next
        && sequence >= next - capacity
        && missing.get(place(publisher, sequence)) > 0;
  }

  /** One subscriber more has heard it: whether that was the last. */
  boolean landed(int publisher, long sequence) {
    return missing.decrementAndGet(place(publisher, sequence)) == 0;
  }

  private int place(int publisher, long sequence) {
    return publisher * capacity + ((int) sequence & (capacity - 1));
  }
}
