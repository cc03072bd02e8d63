package busway.bench.load;

/**
 * The requests of one connection that have no reply yet. A number is given to one request only, so
 * that a reply that comes twice, or to nobody, is told from the right one.
 *
 * <pre>
 * number: [ how often the slot was used before | slot ]
 * </pre>
 */
final class Pending {

  private static final int SLOT_BITS = 16;

  /** The most requests that one connection can have in flight. */
  static final int MOST = 1 << SLOT_BITS;

  private final long[] numbers;
  private final long[] dueNs;
  private final int[] free;
  private int freeCount;

  Pending(int capacity) {
    numbers = new long[capacity];
    dueNs = new long[capacity];
    free = new int[capacity];
    freeCount = capacity;
    for (int slot = 0; slot < capacity; slot++) {
      free[slot] = slot;
      numbers[slot] = -1L - slot;
    }
  }

  boolean full() {
    return freeCount == 0;
  }

  /** Begins a request: its number. There must be room. */
  long open(long requestDueNs) {
    int slot = free[--freeCount];
    long number = -numbers[slot] - 1;
    numbers[slot] = number;
    dueNs[slot] = requestDueNs;
    return number;
  }

  /** Whether a request of this number waits for its reply. */
  boolean isOpen(long number) {
    int slot = (int) number & (MOST - 1);
    return number >= 0 && slot < numbers.length && numbers[slot] == number;
  }

  /** Ends a request that is open: when it was due. */
  long close(long number) {
    int slot = (int) number & (MOST - 1);
    numbers[slot] = -(number + MOST) - 1;
    free[freeCount++] = slot;
    return dueNs[slot];
  }
}
