package busway.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Commands that end by themselves, most of them {@code ./busway}. */
final class Commands {

  private static final Duration BOUND = Duration.ofMinutes(2);

  private Commands() {}

  /** Runs any command that has to end well. */
  static void succeeds(Path folder, Map<String, String> environment, String... command)
      throws InterruptedException {
    try (Child child = Child.start(folder, environment, List.of(command))) {
      assertThat(child.awaitExit(BOUND)).as(child.toString()).isZero();
    }
  }

  /** What a command prints that goes well and says nothing else. */
  static List<String> output(Path folder, String... arguments) throws InterruptedException {
    try (Child child = RunningBusway.run(folder, Map.of(), arguments)) {
      assertThat(child.awaitExit(BOUND)).as(child.toString()).isZero();
      assertThat(child.complaints()).isEmpty();
      return child.stdout();
    }
  }

  /** Runs a command that has to end with this code and this one line on standard error. */
  static void refuses(
      Path folder, Map<String, String> environment, int code, String line, String... arguments)
      throws InterruptedException {
    try (Child child = RunningBusway.run(folder, environment, arguments)) {
      assertThat(child.awaitExit(BOUND)).as(child.toString()).isEqualTo(code);
      assertThat(child.complaints()).containsExactly(line);
      assertThat(child.stdout()).isEmpty();
    }
  }
}
