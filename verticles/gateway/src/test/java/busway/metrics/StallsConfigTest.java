package busway.metrics;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StallsConfigTest {

  private static StallsConfig of(Duration threshold, int keep, int culprits, int logPerMinute) {
    return new StallsConfig(true, threshold, keep, culprits, logPerMinute);
  }

  @Test
  void namesTheKeyTheValueAndWhatWasExpected() {
    Duration ten = Duration.ofMillis(10);
    assertThatThrownBy(() -> of(Duration.ZERO, 1, 1, 1))
        .hasMessage("threshold: 0ms (expected: >= 1ms)");
    assertThatThrownBy(() -> of(Duration.ofMinutes(2), 1, 1, 1))
        .hasMessage("threshold: 120000ms (expected: <= 1m)");
    assertThatThrownBy(() -> of(ten, 0, 1, 1)).hasMessage("keep: 0 (expected: 1 to 10000)");
    assertThatThrownBy(() -> of(ten, 1, 201, 1)).hasMessage("culprits: 201 (expected: 1 to 200)");
    assertThatThrownBy(() -> of(ten, 1, 1, -1))
        .hasMessage("log-per-minute: -1 (expected: 0 to 6000)");
  }
}
