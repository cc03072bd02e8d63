package busway.loops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShareTest {

  private static final long MS = 1_000_000;

  private long nowNs = 7 * MS;
  private long spentNs = 100 * MS;
  private final Share share = new Share(() -> spentNs, () -> nowNs);

  @Test
  void isOfTheLastSecond() {
    nowNs += 1_000 * MS;
    spentNs += 250 * MS;
    share.tick();
    assertThat(share.ratio()).isEqualTo(0.25);

    nowNs += 2_000 * MS;
    spentNs += 1_000 * MS;
    share.tick();
    assertThat(share.ratio()).isEqualTo(0.5);
  }

  @Test
  void waitsUntilASecondIsOver() {
    nowNs += 999 * MS;
    spentNs += 999 * MS;
    share.tick();

    assertThat(share.ratio()).isZero();
  }

  @Test
  void isNeverMoreThanAll() {
    nowNs += 1_000 * MS;
    spentNs += 1_010 * MS;
    share.tick();

    assertThat(share.ratio()).isEqualTo(1);
  }
}
