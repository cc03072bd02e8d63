package busway.process;

import static org.assertj.core.api.Assertions.assertThat;

import busway.testing.Wait;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A gateway that is killed by -9 says nothing to anybody. */
final class ForsakenIT {

  private static final String NAME = "BUSWAY_NAME=forsaken";

  @Test
  void nobodyOutlivesAGatewayThatIsKilled() throws Exception {
    Process gateway =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Forsaken.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = gateway.inputReader()) {
      long pid = Long.parseLong(out.readLine());
      assertThat(members()).hasSize(6).anyMatch(one -> one.pid() == pid);
      gateway.destroyForcibly();
      Wait.until("all are gone", () -> members().isEmpty());
    } finally {
      gateway.destroyForcibly();
    }
  }

  private static List<ProcessTable.Entry> members() {
    return ProcessTable.now().stream().filter(entry -> entry.has(NAME)).toList();
  }
}
