package busway.admin;

import static busway.metrics.ExpositionFormat.OPEN_METRICS;
import static busway.metrics.ExpositionFormat.PROMETHEUS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AcceptTest {

  @Test
  void givesPlainTextToWhoDoesNotNameOpenMetrics() {
    assertThat(Accept.format(null)).isEqualTo(PROMETHEUS);
    assertThat(Accept.format("*/*")).isEqualTo(PROMETHEUS);
    assertThat(Accept.format("text/html,application/xml;q=0.9,*/*;q=0.8")).isEqualTo(PROMETHEUS);
  }

  @Test
  void givesOpenMetricsToWhoPrefersIt() {
    assertThat(Accept.format("application/openmetrics-text; version=1.0.0"))
        .isEqualTo(OPEN_METRICS);
    assertThat(Accept.format("application/openmetrics-text;q=0.5,text/plain;q=0.4"))
        .isEqualTo(OPEN_METRICS);
    assertThat(Accept.format("APPLICATION/OpenMetrics-Text;Q=0.5")).isEqualTo(OPEN_METRICS);
  }

  @Test
  void givesPlainTextToWhoPrefersThat() {
    assertThat(Accept.format("application/openmetrics-text;q=0.1,text/plain"))
        .isEqualTo(PROMETHEUS);
    assertThat(Accept.format("application/openmetrics-text;q=0")).isEqualTo(PROMETHEUS);
    assertThat(Accept.format("application/openmetrics-text;q=much,*/*;q=0.1"))
        .isEqualTo(PROMETHEUS);
  }

  @Test
  void compressesOnlyForWhoAsks() {
    assertThat(Accept.gzip(null)).isFalse();
    assertThat(Accept.gzip("identity")).isFalse();
    assertThat(Accept.gzip("gzip;q=0")).isFalse();
    assertThat(Accept.gzip("deflate, gzip")).isTrue();
  }
}
