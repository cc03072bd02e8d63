package busway.stalls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StopsTest {

  private static final long MS = 1_000_000;

  private final Stops stops = new Stops();

  @Test
  void addTheTimeInWhichAllThreadsStopToAPause() {
    stops.add(1, 5 * MS, 23_400_000);

    assertThat(stops.gcNs()).isEqualTo(23_400_000);
    assertThat(stops.jvmNs()).isZero();
  }

  @Test
  void areTheJvmsWhereNothingWasCollected() {
    stops.add(0, 0, 17 * MS);

    assertThat(stops.gcNs()).isZero();
    assertThat(stops.jvmNs()).isEqualTo(17 * MS);
  }

  @Test
  void areTheCollectorsWhereTheJvmCountsThemLater() {
    stops.add(1, 250 * MS, 0);
    assertThat(stops.gcNs()).isEqualTo(250 * MS);
    stops.add(0, 0, 0);
    stops.add(0, 0, 250_500_000);
    assertThat(stops.gcNs()).isZero();
    assertThat(stops.jvmNs()).isZero();

    stops.add(0, 0, 12 * MS);
    assertThat(stops.jvmNs()).isEqualTo(12 * MS);
  }
}
