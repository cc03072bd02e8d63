package busway.stalls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StallTimesTest {

  private static final long MS = 1_000_000;

  private static StallCause cause(long total, long cpu, long gc, long queued, long stopped) {
    return new StallTimes(total * MS, cpu * MS, gc * MS, 0, queued * MS, stopped * MS, 0)
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
  void excusesWhatNobodySawWhereTheMachineTookMostOfIt() {
    StallTimes queued = new StallTimes(117 * MS, 50 * MS, 0, 0, 66 * MS, 0, 0);
    assertThat(queued.cause(10 * MS)).isEqualTo(StallCause.CPU);
    assertThat(queued.unseen(10 * MS)).isEqualTo(StallCause.HOST);

    StallTimes own = new StallTimes(117 * MS, 66 * MS, 0, 0, 50 * MS, 0, 0);
    assertThat(own.unseen(10 * MS)).isEqualTo(StallCause.CPU);
    StallTimes paused = new StallTimes(100 * MS, 0, 60 * MS, 0, 40 * MS, 0, 0);
    assertThat(paused.unseen(10 * MS)).isEqualTo(StallCause.GC);
  }

  @Test
  void isTheJvmsIfThatHeldItUpMoreThanItsCodeDid() {
    StallTimes jvm = new StallTimes(50 * MS, 10 * MS, 0, 30 * MS, 0, 0, 0);
    assertThat(jvm.cause(10 * MS)).isEqualTo(StallCause.BLOCKED);
    assertThat(jvm.byJvm()).isTrue();
    assertThat(jvm.blockedNs()).isEqualTo(10 * MS);
    assertThat(new StallTimes(50 * MS, 40 * MS, 0, 10 * MS, 0, 0, 0).byJvm()).isFalse();
  }

  @Test
  void believesTheCpuTimeWhereTheTimesDoNotAddUp() {
    StallTimes times = new StallTimes(20, 18, 9, 9, 9, 9, 0);

    assertThat(times).isEqualTo(new StallTimes(20, 18, 2, 0, 0, 0, 0));
    assertThat(times.blockedNs()).isZero();
  }

  @Test
  void whereNobodyAskedToWaitTheLargestShareDecides() {
    assertThat(ofNobody(5, 1, 3)).isEqualTo(StallCause.GC);
    assertThat(ofNobody(3, 1, 5)).isEqualTo(StallCause.BLOCKED);
    assertThat(ofNobody(1, 5, 3)).isEqualTo(StallCause.HOST);
    assertThat(ofNobody(4, 5, 3)).isEqualTo(StallCause.HOST);
    assertThat(ofNobody(4, 4, 4)).isEqualTo(StallCause.BLOCKED);
  }

  private static StallCause ofNobody(long gc, long queued, long blocked) {
    return new StallTimes((gc + queued + blocked) * MS, 0, gc * MS, 0, queued * MS, 0, 0)
        .ofNobody();
  }
}
