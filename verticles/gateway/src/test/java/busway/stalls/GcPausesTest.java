package busway.stalls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GcPausesTest {

  @Test
  void knowsPausesFromCycles() {
    assertThat(GcPauses.stopsTheProgram("G1 Young Generation")).isTrue();
    assertThat(GcPauses.stopsTheProgram("MarkSweepCompact")).isTrue();
    assertThat(GcPauses.stopsTheProgram("ZGC Major Pauses")).isTrue();
    assertThat(GcPauses.stopsTheProgram("ZGC Major Cycles")).isFalse();
    assertThat(GcPauses.stopsTheProgram("Shenandoah Cycles")).isFalse();
  }

  @Test
  void countsThem() {
    GcPauses pauses = new GcPauses();
    long before = pauses.count();
    long beforeNs = pauses.totalNs();
    System.gc();

    assertThat(pauses.count()).isGreaterThan(before);
    assertThat(pauses.totalNs()).isGreaterThanOrEqualTo(beforeNs);
  }
}
