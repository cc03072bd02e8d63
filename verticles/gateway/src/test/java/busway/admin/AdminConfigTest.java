package busway.admin;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import busway.metrics.HandlersConfig;
import busway.metrics.MetricsConfig;
import busway.metrics.StallsConfig;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AdminConfigTest {

  @Test
  void namesTheKeyTheValueAndWhatWasExpected() {
    assertThatThrownBy(() -> new AdminConfig("127.0.0.1", 77_777))
        .hasMessage("port: 77777 (expected: 0 to 65535)");
    assertThatThrownBy(() -> new AdminConfig(" ", 1))
        .hasMessage("host: \" \" (expected: at least one character)");
    assertThatThrownBy(
            () ->
                new MetricsConfig(
                    Duration.ZERO, true, true, StallsConfig.DEFAULTS, HandlersConfig.DEFAULTS))
        .hasMessage("lag-probe-interval: 0ms (expected: >= 1ms)");
  }
}
