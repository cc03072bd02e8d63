package busway.loops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoopCpuTest {

  private long threadCpuNs = 100;
  private final LoopCpu cpu = new LoopCpu(() -> threadCpuNs);

  @Test
  void isWhatTheThreadHasUsed() {
    assertThat(cpu.ns()).isEqualTo(100);
    threadCpuNs = 130;
    assertThat(cpu.ns()).isEqualTo(130);
  }

  @Test
  void neverGoesBackWhenTheThreadHasEnded() {
    assertThat(cpu.ns()).isEqualTo(100);
    threadCpuNs = -1;
    assertThat(cpu.ns()).isEqualTo(100);
  }
}
