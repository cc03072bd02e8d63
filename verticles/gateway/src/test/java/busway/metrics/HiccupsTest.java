package busway.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import busway.testing.Wait;
import org.junit.jupiter.api.Test;

class HiccupsTest {

  private static final long MS = 1_000_000;

  private final GatewayMetrics metrics = new GatewayMetrics();

  private double value(String name) {
    return Scraped.of(metrics).value("busway_platform_hiccup_seconds" + name);
  }

  @Test
  void aThreadOfItsOwnMeasuresWhereNoOtherDoes() {
    assertThat(value("_count")).isZero();
    metrics.hiccups().start();
    Wait.until("three wakes", () -> value("_count") >= 3);
    metrics.close();
  }

  @Test
  void wakesOfWhoSleepsAnywayCount() {
    metrics.hiccups().woke(2 * MS, 7 * MS);
    metrics.hiccups().woke(-1, 7 * MS);

    assertThat(value("_count")).isEqualTo(2);
    assertThat(value("_sum")).isCloseTo(0.002, within(1e-9));
  }

  /** Who sleeps for 10 ms and wakes 25 ms late would have woken twice meanwhile. */
  @Test
  void wakesThatALongOneKeptFromHappeningCount() {
    metrics.hiccups().woke(25 * MS, 10 * MS);

    assertThat(value("_count")).isEqualTo(3);
    assertThat(value("_sum")).isCloseTo(0.025 + 0.015 + 0.005, within(1e-9));
  }
}
