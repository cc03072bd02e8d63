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
  void aThreadOfItsOwnMeasuresUntilAnotherOneTakesOver() throws Exception {
    Wait.until("three wakes", () -> value("_count") >= 3);
    metrics.hiccups().takeOver();
    double before = value("_count");
    double beforeSum = value("_sum");

    metrics.hiccups().woke(2 * MS, 7 * MS);
    metrics.hiccups().woke(-1, 7 * MS);

    assertThat(value("_count")).isEqualTo(before + 2);
    assertThat(value("_sum")).isCloseTo(beforeSum + 0.002, within(1e-9));
    Wait.until("its thread has ended", () -> !runs("busway-hiccups"));
  }

  private static boolean runs(String thread) {
    return Thread.getAllStackTraces().keySet().stream().anyMatch(t -> t.getName().equals(thread));
  }

  /** Who sleeps for 10 ms and wakes 25 ms late would have woken twice meanwhile. */
  @Test
  void wakesThatALongOneKeptFromHappeningCount() throws Exception {
    metrics.hiccups().takeOver();
    double before = value("_count");
    double beforeSum = value("_sum");

    metrics.hiccups().woke(25 * MS, 10 * MS);

    assertThat(value("_count")).isEqualTo(before + 3);
    assertThat(value("_sum")).isCloseTo(beforeSum + 0.025 + 0.015 + 0.005, within(1e-9));
  }
}
