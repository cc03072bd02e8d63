package busway.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentedSieveTest {

  private static final int MANY = 400_000; // more than three segments

  private static final boolean[] PRIME = primesUpTo(MANY);

  private static boolean[] primesUpTo(int most) {
    boolean[] prime = new boolean[most + 1];
    for (int n = 2; n <= most; n++) {
      prime[n] = true;
      for (int divisor = 2; divisor * divisor <= n && prime[n]; divisor++) {
        prime[n] = n % divisor != 0;
      }
    }
    return prime;
  }

  @Test
  void findsWhatTrialDivisionFinds() {
    Set<Long> expected = new TreeSet<>();
    for (int n = 0; n <= MANY; n++) {
      if (PRIME[n]) {
        expected.add((long) n);
      }
    }
    int counted = 0;
    List<Long> found = new ArrayList<>();
    SegmentedSieve sieve = new SegmentedSieve(MANY);
    while (sieve.next()) {
      int count = sieve.count();
      int step = Math.max(1, count / 500); // prime(nth) is a walk: a sample is enough
      for (int nth = 1; nth <= count; nth += step) {
        found.add(sieve.prime(nth));
      }
      counted += count;
    }
    assertThat(counted).isEqualTo(expected.size());
    assertThat(found).hasSizeGreaterThan(1_500).isSubsetOf(expected).isSorted();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 8, 9, 10, 25, 131_071, 131_072, 131_073, 131_074, 262_145})
  void stopsAtTheLimit(int limit) {
    int expected = 0;
    for (int n = 0; n <= limit; n++) {
      expected += PRIME[n] ? 1 : 0;
    }
    int count = 0;
    SegmentedSieve sieve = new SegmentedSieve(limit);
    while (sieve.next()) {
      count += sieve.count();
    }
    assertThat(count).isEqualTo(expected);
  }

  @Test
  void isAtItsEndOnceTheLimitIsPassed() {
    SegmentedSieve sieve = new SegmentedSieve(100);
    assertThat(sieve.next()).isTrue();
    assertThat(sieve.next()).isFalse();
    assertThat(sieve.next()).isFalse();
  }
}
