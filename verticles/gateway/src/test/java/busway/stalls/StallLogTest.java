package busway.stalls;

import static org.assertj.core.api.Assertions.assertThat;

import busway.metrics.ExpositionFormat;
import busway.metrics.GatewayMetrics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class StallLogTest {

  private static final long S = 1_000_000_000;

  private final List<String> lines = new ArrayList<>();
  private final StallLog log = new StallLog(2, 0, Runnable::run, (cause, line) -> lines.add(line));

  private static Stall stall(int i) {
    return StallTotalsTest.stall("loop-0", StallCause.CPU, "A" + i + ".x", 20 + i);
  }

  private static void expectSuppressed(StallLog log, int expected) {
    try (GatewayMetrics metrics = new GatewayMetrics()) {
      metrics.add(log);
      assertThat(metrics.scrape(ExpositionFormat.PROMETHEUS))
          .contains("busway_eventloop_stall_log_suppressed_total " + expected + ".0\n");
    }
  }

  @Test
  void saysWhoHeldUpWhichLoopForHowLongAndWhy() {
    Stall stall =
        new Stall(
            "loop-0",
            Instant.EPOCH,
            false,
            new StallTimes(51_600_000, 0, 0, 0, 0, 0, 0),
            StallCause.BLOCKED,
            "Orders.save",
            "orders",
            "orders.new",
            "vert.x-worker-thread-3",
            List.of());
    log.add(stall, 0);
    log.add(StallTotalsTest.stall("loop-1", StallCause.HOST, "none", 300), 0);

    assertThat(lines)
        .containsExactly(
            "loop-0 stalled for 52 ms: blocked in Orders.save, verticle orders, address orders.new,"
                + " lock held by vert.x-worker-thread-3",
            "loop-1 stalled for 300 ms: host");
  }

  @Test
  void writesSoManyLinesAMinuteAndCountsTheOthers() {
    for (int i = 0; i < 5; i++) {
      log.add(stall(i), 59 * S);
    }
    assertThat(lines).hasSize(2);
    expectSuppressed(log, 3);

    log.add(stall(5), 60 * S);
    log.add(stall(6), 61 * S);
    assertThat(lines.subList(2, 4))
        .containsExactly(
            "loop-0 stalled for 25 ms: cpu in A5.x (3 more before)",
            "loop-0 stalled for 26 ms: cpu in A6.x");
    expectSuppressed(log, 3);
  }

  @Test
  void countsWhatTheLogIsTooSlowFor() {
    StallLog stuck =
        new StallLog(
            2,
            0,
            task -> {
              throw new RejectedExecutionException();
            },
            (cause, line) -> lines.add(line));
    stuck.add(stall(1), 0);

    expectSuppressed(stuck, 1);
  }
}
