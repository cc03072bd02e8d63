package busway.loops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LongTurnsTest {

  private final LongTurns turns = new LongTurns();

  private static final ThreadTimes TIMES =
      new ThreadTimes() {
        @Override
        public long cpuNs() {
          return 5;
        }

        @Override
        public long queuedNs() {
          return 6;
        }
      };

  @Test
  void keepsNothingUntilSomebodyWatches() {
    turns.ended(0, Long.MAX_VALUE - 1);

    assertThat(turns.poll(Long.MAX_VALUE)).isNull();
  }

  @Test
  void keepsThoseThatAreLongInOrder() {
    turns.keep(10, TIMES);
    turns.ended(100, 110);
    turns.ended(110, 119);
    turns.ended(120, 150);

    assertThat(turns.poll(109)).isNull();
    assertThat(turns.poll(149)).isEqualTo(new LongTurn(100, 110, 5, 6));
    assertThat(turns.poll(149)).isNull();
    assertThat(turns.next()).isEqualTo(new LongTurn(120, 150, 5, 6));
    assertThat(turns.poll(150)).isEqualTo(new LongTurn(120, 150, 5, 6));
    assertThat(turns.next()).isNull();
    assertThat(turns.missed()).isZero();
  }

  @Test
  void countsWhatItHasNoRoomFor() {
    turns.keep(10, TIMES);
    for (int i = 0; i < LongTurns.BOUND + 3; i++) {
      turns.ended(0, 10);
    }
    assertThat(turns.missed()).isEqualTo(3);

    assertThat(turns.poll(10)).isNotNull();
    turns.ended(0, 10);
    assertThat(turns.missed()).isEqualTo(3);
  }
}
