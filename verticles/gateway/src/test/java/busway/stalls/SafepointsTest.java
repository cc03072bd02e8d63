package busway.stalls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class SafepointsTest {

  @Test
  void countsWhatTheJvmStopsTheProgramFor() {
    Safepoints safepoints = Safepoints.open();
    assertThat(safepoints.counted()).isTrue();
    long startNs = System.nanoTime();
    System.gc();
    long beforeNs = safepoints.totalNs();
    for (int i = 0; i < 5; i++) {
      System.gc();
    }

    assertThat(safepoints.totalNs() - beforeNs)
        .isPositive()
        .isLessThanOrEqualTo(System.nanoTime() - startNs);
  }

  @Test
  void isZeroWhereTheJvmDoesNotCount() {
    assertThat(new Safepoints(ByteBuffer.allocate(0)).totalNs()).isZero();
    assertThat(new Safepoints(ByteBuffer.allocate(64)).totalNs()).isZero();
    ByteBuffer empty = ByteBuffer.allocate(64).putInt(0, 0xcafec0c0);
    assertThat(new Safepoints(empty).counted()).isFalse();
  }
}
