package busway.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PendingTest {

  private final Pending pending = new Pending(2);

  @Test
  void givesBackWhenTheRequestWasDue() {
    long first = pending.open(100);
    long second = pending.open(200);
    assertThat(pending.close(first)).isEqualTo(100);
    assertThat(pending.close(second)).isEqualTo(200);
  }

  @Test
  void isFullWithAsManyAsItWasMadeFor() {
    pending.open(1);
    assertThat(pending.full()).isFalse();
    long last = pending.open(2);
    assertThat(pending.full()).isTrue();
    pending.close(last);
    assertThat(pending.full()).isFalse();
  }

  @Test
  void knowsAReplyThatComesTwice() {
    long number = pending.open(1);
    assertThat(pending.isOpen(number)).isTrue();
    pending.close(number);
    assertThat(pending.isOpen(number)).isFalse();
  }

  @Test
  void neverGivesANumberTwice() {
    long first = pending.open(1);
    pending.close(first);
    long second = pending.open(2);
    assertThat(second).isNotEqualTo(first);
    assertThat(pending.isOpen(first)).isFalse();
    assertThat(pending.isOpen(second)).isTrue();
  }

  @Test
  void knowsNumbersThatWereNeverGiven() {
    assertThat(pending.isOpen(0)).isFalse();
    assertThat(pending.isOpen(1)).isFalse();
    assertThat(pending.isOpen(60_000)).isFalse();
    assertThat(pending.isOpen(-1)).isFalse();
  }
}
