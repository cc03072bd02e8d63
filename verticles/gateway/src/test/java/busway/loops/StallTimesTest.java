package busway.loops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StallTimesTest {

  private static final long MS = 1_000_000;

  private static StallCause cause(long total, long cpu, long gc, long queued, long stopped) {
    return new StallTimes(total * MS, cpu * MS, gc * MS, 0, queued * MS, stopped * MS)
        .cause(10 * MS);
  }

  @Test
  void isCpuIfTheThreadComputed() {
    assertThat(cause(50, 49, 0, 0, 0)).isEqualTo(StallCause.CPU);
    assertThat(cause(50, 30, 0, 0, 0)).isEqualTo(StallCause.CPU);
  }

  @Test
  void isBlockedIfTheThreadWaited() {
    assertThat(cause(50, 1, 0, 0, 0)).isEqualTo(StallCause.BLOCKED);
    assertThat(cause(50, 0, 20, 4, 0)).isEqualTo(StallCause.BLOCKED);
  }

  @Test
  void isGcIfPausesTookHalfOfIt() {
    assertThat(cause(50, 5, 25, 10, 0)).isEqualTo(StallCause.GC);
    assertThat(cause(50, 26, 24, 0, 0)).isEqualTo(StallCause.CPU);
  }

  @Test
  void isHostIfTheProcessWasStopped() {
    assertThat(cause(300, 20, 0, 0, 280)).isEqualTo(StallCause.HOST);
    assertThat(cause(320, 0, 0, 0, 300)).isEqualTo(StallCause.HOST);
  }

  @Test
  void isHostIfTheThreadMostlyWaitedForACpu() {
    assertThat(cause(12, 5, 0, 7, 0)).isEqualTo(StallCause.HOST);
    assertThat(cause(100, 11, 0, 89, 0)).isEqualTo(StallCause.HOST);
  }

  @Test
  void doesNotExcuseWhatWouldHaveBeenAStallOnAnIdleMachineToo() {
    assertThat(cause(50, 15, 0, 35, 0)).isEqualTo(StallCause.CPU);
    assertThat(cause(50, 1, 0, 35, 0)).isEqualTo(StallCause.BLOCKED);
  }

  @Test
  void believesTheCpuTimeWhereTheTimesDoNotAddUp() {
    StallTimes times = new StallTimes(20, 18, 9, 9, 9, 9);

    assertThat(times).isEqualTo(new StallTimes(20, 18, 2, 0, 0, 0));
    assertThat(times.blockedNs()).isZero();
  }
}
