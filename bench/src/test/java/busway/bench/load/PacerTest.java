package busway.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PacerTest {

  @Test
  void spacesMessagesEvenly() {
    Pacer pacer = new Pacer(1_000, 500);
    assertThat(pacer.take()).isEqualTo(500);
    assertThat(pacer.take()).isEqualTo(1_000_500);
    assertThat(pacer.take()).isEqualTo(2_000_500);
  }

  @Test
  void isNotDueBeforeItsTime() {
    Pacer pacer = new Pacer(1_000, 500);
    pacer.take();
    assertThat(pacer.due(1_000_499)).isFalse();
    assertThat(pacer.due(1_000_500)).isTrue();
  }

  @Test
  void keepsTheDueTimesOfWhatAStallHeldUp() {
    Pacer pacer = new Pacer(100, 0);
    long stalledUntilNs = 1_000_000_000;
    int held = 0;
    long waitedNs = 0;
    while (pacer.due(stalledUntilNs)) {
      waitedNs += stalledUntilNs - pacer.take();
      held++;
    }
    assertThat(held).isEqualTo(101);
    assertThat(waitedNs / held).isEqualTo(500_000_000);
  }

  @Test
  void doesNotDriftAtRatesThatDivideNoSecond() {
    Pacer pacer = new Pacer(3, 0);
    for (int i = 0; i < 3_000; i++) {
      pacer.take();
    }
    assertThat(pacer.nextNs()).isEqualTo(1_000_000_000_000L);
  }

  @Test
  void worksAcrossTheOverflowOfTheClock() {
    Pacer pacer = new Pacer(1_000, Long.MAX_VALUE - 10);
    assertThat(pacer.take()).isEqualTo(Long.MAX_VALUE - 10);
    assertThat(pacer.due(Long.MAX_VALUE)).isFalse();
    assertThat(pacer.due(Long.MIN_VALUE + 2_000_000)).isTrue();
  }
}
