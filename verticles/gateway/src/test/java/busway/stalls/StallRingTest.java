package busway.stalls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StallRingTest {

  @Test
  void keepsTheLastOnesNewestFirst() {
    StallRing ring = new StallRing(3);
    for (int i = 1; i <= 5; i++) {
      ring.add(StallTotalsTest.stall("loop-" + i, StallCause.CPU, "A.x", 10));
    }

    assertThat(ring.newestFirst())
        .extracting(Stall::loop)
        .containsExactly("loop-5", "loop-4", "loop-3");
    assertThat(ring.total()).isEqualTo(5);
  }
}
