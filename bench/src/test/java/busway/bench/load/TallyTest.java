package busway.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TallyTest {

  private final Tally tally = new Tally();

  @Test
  void measuresOnlyWhenTold() {
    tally.expect(2);
    tally.receive(1_000);
    tally.measure(true);
    tally.receive(9_000);
    assertThat(tally.latencyNs().getTotalCount()).isEqualTo(1);
    assertThat(tally.received()).isEqualTo(2);
    assertThat(tally.clean()).isTrue();
  }

  @Test
  void givesPercentilesToThreeDigits() {
    tally.measure(true);
    for (int i = 1; i <= 1_000; i++) {
      tally.receive(i * 1_000_000L);
    }
    assertThat(tally.latencyNs().getValueAtPercentile(99.0) / 1e6).isBetween(990.0, 991.0);
    assertThat(tally.latencyNs().getMaxValue() / 1e6).isBetween(1_000.0, 1_001.0);
  }

  @Test
  void countsWhatNeverCameAsLost() {
    tally.expect(3);
    tally.receive(1);
    assertThat(tally.lost()).isEqualTo(2);
    assertThat(tally.settled()).isFalse();
    assertThat(tally.clean()).isFalse();
  }

  @Test
  void waitsNoLongerForWhatWasRefused() {
    tally.expect(1);
    tally.refuse("refused access_denied", "frame", 1);
    assertThat(tally.settled()).isTrue();
    assertThat(tally.lost()).isEqualTo(1);
  }

  @Test
  void isNotCleanAfterAnAnswerThatFailed() {
    tally.expect(1);
    tally.fail("failed TIMEOUT", "frame");
    assertThat(tally.lost()).isZero();
    assertThat(tally.clean()).isFalse();
  }

  @Test
  void isNotCleanWithMoreThanWasExpected() {
    tally.receive(1);
    assertThat(tally.clean()).isFalse();
  }

  @Test
  void countsErrorsByKindAndKeepsTheFirst() {
    tally.error("closed", "connection 1");
    tally.error("closed", "connection 2");
    assertThat(tally.errors()).containsEntry("closed", 2L);
    assertThat(tally.firsts()).containsEntry("closed", "connection 1");
  }

  @Test
  void addsWhatAnotherHasCounted() {
    Tally other = new Tally();
    other.measure(true);
    other.expect(2);
    other.receive(5_000);
    other.refuse("refused access_denied", "frame of the other", 1);
    tally.error("refused access_denied", "frame");
    tally.add(other);
    assertThat(tally.expected()).isEqualTo(2);
    assertThat(tally.received()).isEqualTo(1);
    assertThat(tally.settled()).isTrue();
    assertThat(tally.latencyNs().getTotalCount()).isEqualTo(1);
    assertThat(tally.errors()).containsEntry("refused access_denied", 2L);
    assertThat(tally.firsts()).containsEntry("refused access_denied", "frame");
  }

  @Test
  void boundsTheKindsOfErrors() {
    for (int i = 0; i < 1_000; i++) {
      tally.error("kind " + i, "");
    }
    assertThat(tally.errors()).hasSize(51).containsEntry("other", 950L);
  }
}
