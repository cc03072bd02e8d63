package busway.loops;

import static org.assertj.core.api.Assertions.assertThat;

import busway.metrics.LoopHistogram;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoopProbeTest {

  private static final long MS = 1_000_000;

  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private long nowNs = -500 * MS;
  private final LoopProbe probe = new LoopProbe(tasks::add, 100 * MS, () -> nowNs);

  private void runAfter(long ms) {
    nowNs += ms * MS;
    tasks.remove().run();
  }

  private long recorded() {
    LoopHistogram lag = probe.lag();
    return IntStream.range(0, lag.buckets()).mapToLong(lag::count).sum();
  }

  @Test
  void measuresHowLongTheLoopTakesToRunATask() {
    probe.probe();
    runAfter(3);

    assertThat(probe.lagNs()).isEqualTo(3 * MS);
    assertThat(probe.lag().sumNs()).isEqualTo(3 * MS);
  }

  @Test
  void showsABlockWhileItLasts() {
    probe.probe();
    nowNs += 250 * MS;

    assertThat(probe.lagNs()).isEqualTo(250 * MS);
    assertThat(probe.worstLagNs()).isEqualTo(250 * MS);
    assertThat(recorded()).isZero();
  }

  @Test
  void hasOneTaskUnderWay() {
    probe.probe();
    probe.probe();

    assertThat(tasks).hasSize(1);
  }

  @Test
  void fillsInWhatItCouldNotProbe() {
    probe.probe();
    runAfter(250);

    assertThat(recorded()).isEqualTo(3);
    assertThat(probe.lag().sumNs()).isEqualTo((250 + 150 + 50) * MS);
  }

  @Test
  void probesAgainOnceTheTaskHasRun() {
    probe.probe();
    runAfter(1);
    probe.probe();
    runAfter(1);

    assertThat(recorded()).isEqualTo(2);
  }

  @Test
  void remembersTheWorstLagForASecondOrTwo() {
    probe.probe();
    runAfter(40);
    probe.probe();
    runAfter(1);
    assertThat(probe.lagNs()).isEqualTo(1 * MS);
    assertThat(probe.worstLagNs()).isEqualTo(40 * MS);

    for (int i = 0; i < 3; i++) {
      nowNs += 1_100 * MS;
      probe.probe();
      runAfter(1);
    }

    assertThat(probe.worstLagNs()).isEqualTo(1 * MS);
  }

  @Test
  void isQuietOnceTheLoopHasStopped() {
    LoopProbe stopped =
        new LoopProbe(
            task -> {
              throw new RejectedExecutionException();
            },
            100 * MS,
            () -> nowNs);

    stopped.probe();
    nowNs += 900 * MS;

    assertThat(stopped.lagNs()).isZero();
  }
}
