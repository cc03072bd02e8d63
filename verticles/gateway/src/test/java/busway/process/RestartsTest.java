package busway.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class RestartsTest {

  private static final RestartConfig CONFIG =
      new RestartConfig(
          Duration.ofMillis(100),
          Duration.ofMillis(350),
          Duration.ofSeconds(5),
          4,
          Duration.ofSeconds(60));

  private final Restarts certain = new Restarts(CONFIG, () -> 1);

  private static long seconds(long seconds) {
    return TimeUnit.SECONDS.toNanos(seconds);
  }

  @Test
  void waitsTwiceAsLongEachTimeUpToABound() {
    assertThat(certain.next(0, 0)).hasValue(100);
    assertThat(certain.next(1, 0)).hasValue(200);
    assertThat(certain.next(2, 0)).hasValue(350);
    assertThat(certain.next(3, 0)).hasValue(350);
  }

  @Test
  void halfOfAWaitIsChance() {
    assertThat(new Restarts(CONFIG, () -> 0).next(0, 0)).hasValue(50);
    assertThat(new Restarts(CONFIG, () -> 0.5).next(0, 0)).hasValue(75);
  }

  @Test
  void beginsAnewAfterItHasRunWell() {
    certain.next(0, 0);
    certain.next(1, seconds(4));
    assertThat(certain.next(2, seconds(5))).hasValue(100);
  }

  @Test
  void isGivenUpAfterTooManyWithinTheWindow() {
    for (int i = 0; i < 4; i++) {
      assertThat(certain.next(seconds(i), 0)).isPresent();
    }
    assertThat(certain.next(seconds(4), seconds(1))).isEqualTo(OptionalLong.empty());
  }

  @Test
  void thoseBeforeTheWindowDoNotCount() {
    for (int i = 0; i < 20; i++) {
      assertThat(certain.next(seconds(16L * i), seconds(15))).isPresent();
    }
  }
}
