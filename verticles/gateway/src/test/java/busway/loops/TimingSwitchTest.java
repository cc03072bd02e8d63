package busway.loops;

import static org.assertj.core.api.Assertions.assertThat;

import busway.metrics.HandlersConfig;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** With the defaults: on at 10 ms, off after 5 s below 2 ms. */
class TimingSwitchTest {

  private long nowMs = 1_000_000;

  private final TimingSwitch timing =
      new TimingSwitch(HandlersConfig.DEFAULTS, () -> TimeUnit.MILLISECONDS.toNanos(nowMs));

  /** Lag is looked at each 100 ms. */
  private boolean afterLag(double lagMs, int seconds) {
    for (int i = 0; i < seconds * 10; i++) {
      nowMs += 100;
      timing.lag((long) (lagMs * 1e6));
    }
    return timing.full();
  }

  @Test
  void isOffWhileTheLagIsLow() {
    assertThat(timing.full()).isFalse();
    assertThat(afterLag(9.9, 60)).isFalse();
  }

  @Test
  void isOnWithTheFirstHighLag() {
    timing.lag(10_000_000);
    assertThat(timing.full()).isTrue();
  }

  @Test
  void staysOnBetweenTheThresholds() {
    afterLag(10, 1);
    assertThat(afterLag(2, 60)).isTrue();
  }

  @Test
  void isOffOnceTheLagHasBeenLowForAWhile() {
    afterLag(50, 1);
    assertThat(afterLag(1.9, 4)).isTrue();
    assertThat(afterLag(1.9, 1)).isFalse();
  }

  @Test
  void aWhileBeginsAgainWithEachHigherLag() {
    afterLag(50, 1);
    afterLag(1, 4);
    nowMs += 100;
    timing.lag(3_000_000);
    assertThat(afterLag(1, 4)).isTrue();
    assertThat(afterLag(1, 1)).isFalse();
  }
}
