package busway.loops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StateTimeTest {

  private final AtomicLong nowNs = new AtomicLong(1_000);
  private final StateTime time = new StateTime(nowNs::get);

  @Test
  void isNothingBeforeTheStateBegins() {
    nowNs.addAndGet(50);
    assertThat(time.totalNs()).isZero();
  }

  @Test
  void growsWhileTheStateLasts() {
    time.begin(1_000);
    nowNs.set(1_007);
    assertThat(time.totalNs()).isEqualTo(7);
    nowNs.set(1_010);
    assertThat(time.totalNs()).isEqualTo(10);
  }

  @Test
  void staysWhileItDoesNot() {
    time.begin(1_000);
    time.end(1_010);
    nowNs.set(5_000);
    assertThat(time.totalNs()).isEqualTo(10);
  }

  @Test
  void addsUpEveryTimeThatItLasted() {
    time.begin(1_000);
    time.end(1_010);
    time.begin(2_000);
    nowNs.set(2_005);
    assertThat(time.totalNs()).isEqualTo(15);
    time.end(2_020);
    assertThat(time.totalNs()).isEqualTo(30);
  }

  @Test
  void neverGoesBackwardsAndNeverRunsAheadWhileTheStateComesAndGoes() throws Exception {
    StateTime on = new StateTime(System::nanoTime);
    StateTime off = new StateTime(System::nanoTime);
    AtomicBoolean done = new AtomicBoolean();
    long startNs = System.nanoTime();
    Thread writer =
        Thread.ofPlatform()
            .start(
                () -> {
                  on.begin(System.nanoTime());
                  while (!done.get()) {
                    flip(on, off);
                    flip(off, on);
                  }
                });
    try {
      long lastOnNs = 0;
      long lastOffNs = 0;
      for (int i = 0; i < 200_000; i++) {
        long onNs = on.totalNs();
        long offNs = off.totalNs();
        assertThat(onNs).isGreaterThanOrEqualTo(lastOnNs);
        assertThat(offNs).isGreaterThanOrEqualTo(lastOffNs);
        assertThat(onNs + offNs).isLessThanOrEqualTo(2 * (System.nanoTime() - startNs));
        lastOnNs = onNs;
        lastOffNs = offNs;
      }
    } finally {
      done.set(true);
      writer.join();
    }
  }

  private static void flip(StateTime from, StateTime to) {
    long nowNs = System.nanoTime();
    from.end(nowNs);
    to.begin(nowNs);
  }
}
