package busway.loops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoopCpuTest {

  private static final long MS = 1_000_000;

  private long nowNs = 7 * MS;
  private long threadCpuNs = 100 * MS;
  private final LoopCpu cpu = new LoopCpu(() -> threadCpuNs, () -> nowNs);

  @Test
  void isTheShareOfTheLastSecond() {
    nowNs += 1_000 * MS;
    threadCpuNs += 250 * MS;
    cpu.tick();
    assertThat(cpu.utilisation()).isEqualTo(0.25);

    nowNs += 2_000 * MS;
    threadCpuNs += 1_000 * MS;
    cpu.tick();
    assertThat(cpu.utilisation()).isEqualTo(0.5);
  }

  @Test
  void waitsUntilASecondIsOver() {
    nowNs += 999 * MS;
    threadCpuNs += 999 * MS;
    cpu.tick();

    assertThat(cpu.utilisation()).isZero();
  }

  @Test
  void neverGoesBackWhenTheThreadHasEnded() {
    threadCpuNs = 300 * MS;
    assertThat(cpu.cpuNs()).isEqualTo(300 * MS);

    threadCpuNs = -1;
    assertThat(cpu.cpuNs()).isEqualTo(300 * MS);
  }
}
