package busway.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PaceTest {

  @Test
  void dividesItsRateAmongTheThreads() {
    assertThat(new Pace(8, 900).of(2, 3)).isEqualTo(new Pace(8, 600));
    assertThat(new Pace(8, 0).of(2, 3)).isEqualTo(new Pace(8, 0));
  }

  @Test
  void keepsWhatMayBeUnansweredWithinABound() {
    assertThat(new Pace(8, 0).unanswered(100_000, 1 << 14)).isEqualTo(8);
    assertThat(new Pace(8, 100).unanswered(1, 1 << 14)).isEqualTo(1 << 14);
    assertThat(new Pace(8, 100).unanswered(100_000, 1 << 14)).isEqualTo(16);
  }

  @Test
  void refusesWindowsThatHoldMoreThanTheDriverKeeps() {
    Pace pace = new Pace(10_000, 0);
    assertThatThrownBy(() -> pace.within(32, 1 << 20))
        .isInstanceOf(Refusal.class)
        .hasMessage("--window: 10000 (expected: at most 8 with so many senders and bytes)");
    assertThatCode(() -> pace.within(32, 64)).doesNotThrowAnyException();
    assertThatCode(() -> new Pace(10_000, 1).within(32, 1 << 20)).doesNotThrowAnyException();
  }
}
