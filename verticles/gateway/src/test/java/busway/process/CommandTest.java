package busway.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import busway.deploy.LoadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CommandTest {

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.createDirectories(folder.resolve("bin"));
    Files.createDirectories(folder.resolve("app"));
    Files.writeString(folder.resolve("app/worker.py"), "");
    Files.writeString(folder.resolve("bin/tool"), "");
    assertThat(folder.resolve("bin/tool").toFile().setExecutable(true)).isTrue();
  }

  private Command command(String text) {
    return Command.of(text, folder, folder.resolve("bin").toString());
  }

  @Test
  void findsTheProgramOnThePathAndTheScriptInTheFolder() {
    Path script = folder.resolve("app/worker.py");
    assertThat(command("tool -u app/worker.py --fast"))
        .isEqualTo(
            new Command(
                java.util.List.of("tool", "-u", script.toString(), "--fast"),
                folder.resolve("app"),
                java.util.List.of(script)));
  }

  @Test
  void runsAProgramThatIsNamedByItsPathInItsFolder() {
    Command command = command("bin/tool x");
    assertThat(command.words()).containsExactly(folder.resolve("bin/tool").toString(), "x");
    assertThat(command.directory()).isEqualTo(folder.resolve("bin"));
    assertThat(command.files()).containsExactly(folder.resolve("bin/tool"));
  }

  @Test
  void runsWhereTheConfigIsIfNoWordNamesAFile() {
    assertThat(command("tool").directory()).isEqualTo(folder);
  }

  @Test
  void namesWhatIsMissing() {
    assertRefused("python9 x", "process: python9: no such program");
    assertRefused("bin/none", "process: " + folder.resolve("bin/none") + ": no such file");
    assertRefused(
        "app/worker.py", "process: " + folder.resolve("app/worker.py") + ": may not be run");
    assertRefused(
        "tool -u app/none.py x", "process: " + folder.resolve("app/none.py") + ": no such file");
    assertRefused(" ", "process: no program (expected: process:PROGRAM ARGUMENT...)");
    assertRefused("tool 'a b", "process: tool 'a b (expected: another ')");
  }

  private void assertRefused(String text, String message) {
    assertThatThrownBy(() -> command(text))
        .isInstanceOf(LoadException.class)
        .hasMessageStartingWith(message);
  }
}
