package busway.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeTest {

  @TempDir Path folder;

  private String main(String given) {
    return Code.main(given, folder);
  }

  private String made(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.createFile(file).toString();
  }

  @Test
  void aPathIsMadeAbsolute() throws IOException {
    assertThat(main(made("Echo.java"))).isEqualTo(folder + "/Echo.java");
    assertThat(main("Echo.java")).isEqualTo(folder + "/Echo.java");
    assertThat(main("./x/../Echo.java")).isEqualTo(folder + "/Echo.java");
    made("lib/app.jar");
    assertThat(main("lib/app.jar")).isEqualTo(folder + "/lib/app.jar");
    assertThat(main("lib/app.jar!com.acme.Main")).isEqualTo(folder + "/lib/app.jar!com.acme.Main");
    assertThat(main("process:python3 worker.py"))
        .isEqualTo("process:python3 " + folder + "/worker.py");
    made("worker");
    assertThat(main("worker")).isEqualTo(folder + "/worker");
  }

  @Test
  void aClassAndWhatHasASchemeAreTakenAsTheyAre() {
    assertThat(main("com.acme.Echo")).isEqualTo("com.acme.Echo");
    assertThat(main("process:python3 -m worker")).isEqualTo("process:python3 -m worker");
    assertThat(main("groovy:com.acme.Main")).isEqualTo("groovy:com.acme.Main");
  }

  @Test
  void aFolderIsRefused() {
    for (String path : new String[] {"", ".", folder.toString()}) {
      assertThatThrownBy(() -> main(path))
          .isInstanceOf(CommandException.class)
          .hasMessage(folder + ": is a folder (expected: a file)");
    }
  }

  @Test
  void aPathThatIsNotThereIsRefused() {
    for (String path : new String[] {"Echo.java", "lib/app", "a.jar!com.acme.Main", "echo.py"}) {
      assertThatThrownBy(() -> main(path))
          .isInstanceOf(CommandException.class)
          .hasMessage(path.replaceAll("!.*", "") + ": no such file");
    }
  }
}
