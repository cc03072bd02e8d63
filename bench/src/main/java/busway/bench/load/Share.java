package busway.bench.load;

/**
 * What one thread of the driver does of the whole.
 *
 * @param index of the thread, from 0
 * @param threads of the driver in all
 */
record Share(int index, int threads) {

  /** How many of so many. */
  int of(int all) {
    return all / threads + (index < all % threads ? 1 : 0);
  }

  /** The place among all of this thread's n-th; every {@link #threads} one is its own. */
  int place(int n) {
    return n * threads + index;
  }
}
