package busway.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BeginningsTest {

  private static final int MANY = 100_000;

  private static long sampled(double share) {
    Beginnings beginnings = new Beginnings(share);
    return IntStream.range(0, MANY).filter(i -> beginnings.next()).count();
  }

  @Test
  void samplesNoneOrAll() {
    assertThat(sampled(0)).isZero();
    assertThat(sampled(1)).isEqualTo(MANY);
  }

  @Test
  void samplesItsShare() {
    // Ten standard deviations around the mean.
    assertThat(sampled(0.1)).isBetween(9_000L, 11_000L);
  }
}
