package busway.stalls;

import static org.assertj.core.api.Assertions.assertThat;

import busway.metrics.ExpositionFormat;
import busway.metrics.GatewayMetrics;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StallTotalsTest {

  private static final long MS = 1_000_000;

  private final GatewayMetrics metrics = new GatewayMetrics();
  private final StallTotals totals = new StallTotals(List.of("a", "b"), 20);

  StallTotalsTest() {
    metrics.add(totals);
  }

  @AfterEach
  void close() {
    metrics.close();
  }

  static Stall stall(String loop, StallCause cause, String culprit, long ms) {
    return new Stall(
        loop,
        Instant.EPOCH,
        false,
        new StallTimes(ms * MS, 0, 0, 0, 0, 0, 0),
        cause,
        culprit,
        null,
        null,
        null,
        List.of());
  }

  private List<String> stalls() {
    return metrics
        .scrape(ExpositionFormat.PROMETHEUS)
        .lines()
        .filter(line -> line.startsWith("busway_eventloop_stalls_total{"))
        .toList();
  }

  @Test
  void beginsWithZeroForEachLoopAndCause() {
    assertThat(stalls()).hasSize(8).allMatch(line -> line.endsWith(" 0.0"));
  }

  @Test
  void countsByLoopCauseAndCulprit() {
    totals.add(stall("a", StallCause.CPU, "A.x", 20));
    totals.add(stall("a", StallCause.CPU, "A.x", 30));
    totals.add(stall("b", StallCause.GC, "none", 700));

    assertThat(stalls())
        .contains(
            "busway_eventloop_stalls_total{cause=\"cpu\",culprit=\"A.x\",loop=\"a\"} 2.0",
            "busway_eventloop_stalls_total{cause=\"gc\",culprit=\"none\",loop=\"b\"} 1.0");
    assertThat(metrics.scrape(ExpositionFormat.PROMETHEUS))
        .contains(
            "busway_eventloop_stall_seconds_sum{cause=\"cpu\"} 0.05",
            "busway_eventloop_stall_seconds_count{cause=\"gc\"} 1",
            "busway_eventloop_stall_seconds_count{cause=\"host\"} 0");
  }

  @Test
  void hasALabelForTwentyCulpritsWhoeverComesAfterThem() {
    for (int i = 0; i < 1_000; i++) {
      totals.add(stall("a", StallCause.BLOCKED, "Culprit" + i + ".x", 20));
    }
    totals.add(stall("a", StallCause.BLOCKED, "unknown", 20));
    totals.add(stall("a", StallCause.BLOCKED, "Culprit7.x", 20));

    assertThat(stalls())
        .hasSize(8 + 20 + 1)
        .contains(
            "busway_eventloop_stalls_total{cause=\"blocked\",culprit=\"other\",loop=\"a\"} 980.0",
            "busway_eventloop_stalls_total{cause=\"blocked\",culprit=\"unknown\",loop=\"a\"} 1.0",
            "busway_eventloop_stalls_total{cause=\"blocked\",culprit=\"Culprit7.x\",loop=\"a\"}"
                + " 2.0");
  }
}
