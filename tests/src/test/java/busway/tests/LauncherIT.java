package busway.tests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LauncherIT {

  @Test
  void saysWhereItIsAndStopsWhenAsked() throws Exception {
    try (RunningBusway busway = RunningBusway.start()) {
      assertThat(busway.stdout()).containsExactly(busway.readyLine());
      assertThat(busway.stop()).isZero();
    }
  }
}
