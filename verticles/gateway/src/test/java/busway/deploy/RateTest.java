package busway.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RateTest {

  private final Rate rate = new Rate(0);

  @Test
  void isThatOfTheLastSecondsWhereItIsAskedForOften() {
    for (int s = 1; s <= 60; s++) {
      at(s, s * 100L);
    }
    assertThat(at(61, 6_000)).isBetween(85.0, 95.0);
    for (int s = 62; s <= 80; s++) {
      at(s, 6_000);
    }
    assertThat(at(81, 6_000)).isZero();
  }

  @Test
  void isThatSinceTheLastTimeWhereItIsAskedForSeldom() {
    assertThat(at(100, 1_000)).isEqualTo(10);
    assertThat(at(200, 3_000)).isEqualTo(20);
    assertThat(at(300, 3_000)).isZero();
  }

  @Test
  void nothingIsNothing() {
    assertThat(rate.perSecond(0, 0)).isZero();
  }

  private double at(long seconds, long count) {
    return rate.perSecond(TimeUnit.SECONDS.toNanos(seconds), count);
  }
}
