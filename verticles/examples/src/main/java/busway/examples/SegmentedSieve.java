package busway.examples;

import java.util.Arrays;

/**
 * The sieve of Eratosthenes over odd numbers, a segment at a time: memory is that of one segment
 * and of the primes up to the limit's root. Begins before the first segment.
 */
final class SegmentedSieve {

  static final long MAX_LIMIT = 1_000_000_000_000L;

  private static final int SEGMENT = 1 << 16; // odd numbers in a segment

  private final long limit;
  private final int[] oddPrimes; // up to the root of the limit
  private final boolean[] composite = new boolean[SEGMENT];
  private long first = 1 - 2L * SEGMENT; // the segment's first odd number
  private int length;

  SegmentedSieve(long limit) {
    this.limit = limit;
    this.oddPrimes = oddPrimes((int) Math.sqrt((double) limit) + 1);
  }

  private static int[] oddPrimes(int most) {
    boolean[] crossed = new boolean[most + 1];
    int[] primes = new int[most / 2 + 1];
    int count = 0;
    for (int n = 3; n <= most; n += 2) {
      if (!crossed[n]) {
        primes[count++] = n;
        for (long multiple = (long) n * n; multiple <= most; multiple += 2L * n) {
          crossed[(int) multiple] = true;
        }
      }
    }
    return Arrays.copyOf(primes, count);
  }

  /** Goes to the next segment; false once the limit is passed. */
  boolean next() {
    first += 2L * SEGMENT;
    if (first > limit) {
      return false;
    }
    length = (int) Math.min(SEGMENT, (limit - first) / 2 + 1);
    Arrays.fill(composite, 0, length, false);
    if (first == 1) {
      composite[0] = limit < 2; // the place of 1, which is no prime, stands for 2
    }
    long last = first + 2L * (length - 1);
    for (int prime : oddPrimes) {
      if ((long) prime * prime > last) {
        break;
      }
      cross(prime);
    }
    return true;
  }

  private void cross(int prime) {
    long multiple = (long) prime * prime;
    if (multiple < first) {
      long odd = (first + prime - 1) / prime | 1;
      multiple = odd * prime;
    }
    for (long place = (multiple - first) / 2; place < length; place += prime) {
      composite[(int) place] = true;
    }
  }

  /** How many primes the segment has. */
  int count() {
    int count = 0;
    for (int place = 0; place < length; place++) {
      count += composite[place] ? 0 : 1;
    }
    return count;
  }

  /** The segment's {@code nth} prime in ascending order, from 1 to {@link #count}. */
  long prime(int nth) {
    int place = -1;
    for (int seen = 0; seen < nth; seen += composite[place] ? 0 : 1) {
      place++;
    }
    return first == 1 && place == 0 ? 2 : first + 2L * place;
  }
}
