package busway.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ProcessTableTest {

  @Test
  void readsALineWhateverTheProgramIsCalled() {
    String times = " 17 0 0 0 10 20 30 40 20 0 1 0 5 6 7";
    assertThat(
            ProcessTable.parse("42 (a) R (b) S 1 41 40 0 -1 4194304 1 2 3 4 10 20 30 40" + times))
        .isEqualTo(new ProcessTable.Entry(42, 40, 1.0));
  }

  @Test
  void leavesOutWhatHasEnded() {
    assertThat(ProcessTable.parse("42 (x) Z 1 41 40 0 -1 0 0 0 0 0 0 0 0 0")).isNull();
  }
}
