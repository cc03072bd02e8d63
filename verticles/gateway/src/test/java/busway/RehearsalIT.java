package busway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the start-up cache is recorded from. */
class RehearsalIT {

  @Test
  void isServedAndStops() {
    assertThat(Main.commandLine().execute("rehearse")).isZero();
  }

  @Test
  void isNoCommandForUsers() {
    assertThat(Main.commandLine().getUsageMessage()).contains("check").doesNotContain("rehearse");
  }
}
