package busway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandTextTest {

  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    for (String name : List.of("worker.py", "python3", "it's one.py")) {
      Files.createFile(folder.resolve(name));
    }
  }

  @Test
  void aWordThatNamesAFileOfTheFolderDoesSoFromTheRoot() {
    assertThat(located("python3 -u ./worker.py --config nothing.yaml"))
        .isEqualTo("python3 -u " + folder.resolve("worker.py") + " --config nothing.yaml");
  }

  @Test
  void aProgramIsAFileOnlyIfItHasASlash() {
    assertThat(located("python3 x")).isEqualTo("python3 x");
    assertThat(located("./python3 x")).isEqualTo(folder.resolve("python3") + " x");
  }

  @Test
  void aWordWithBlanksAndQuotesStaysOneWord() {
    String text = located("python3 \"it's one.py\" 'a  b'");
    assertThat(Words.of(text))
        .containsExactly("python3", folder.resolve("it's one.py").toString(), "a  b");
  }

  @Test
  void whatNamesNoFileOrIsNoCommandStaysAsItIs() {
    for (String text : List.of("node -e 'one  two'", "python3 'worker.py", "", "node \\")) {
      assertThat(located(text)).isEqualTo(text);
    }
  }

  private String located(String command) {
    return CommandText.located(command, folder);
  }
}
