package busway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WordsTest {

  @Test
  void splitsAsAShellDoes() {
    assertThat(Words.of("  python3\tworker.py  ")).containsExactly("python3", "worker.py");
    assertThat(Words.of("a 'b c' \"d e\" f\\ g ''")).containsExactly("a", "b c", "d e", "f g", "");
    assertThat(Words.of("--name='x'\"y\"z")).containsExactly("--name=xyz");
    assertThat(Words.of("\"a\\\"b\\\\c\\n\" '\\'")).containsExactly("a\"b\\c\\n", "\\");
    assertThat(Words.of("$HOME *; | >")).containsExactly("$HOME", "*;", "|", ">");
    assertThat(Words.of("")).isEmpty();
  }

  @Test
  void refusesAQuoteThatDoesNotEnd() {
    assertThatThrownBy(() -> Words.of("a \"b")).hasMessage("a \"b (expected: another \")");
    assertThatThrownBy(() -> Words.of("a\\"))
        .hasMessage("a\\ (expected: a character behind the last backslash)");
  }

  @Test
  void beginsTheNamesOfFilesAtAFolder(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("worker.py"), "");
    Files.writeString(folder.resolve("my script"), "");
    assertThat(Words.located("python3 worker.py --fast 'a b'", folder))
        .isEqualTo("python3 " + folder.resolve("worker.py") + " --fast 'a b'");
    assertThat(Words.located("sh 'my script'", folder))
        .isEqualTo("sh '" + folder.resolve("my script") + "'");
    assertThat(Words.located("python3   other", folder)).isEqualTo("python3   other");
    assertThat(Words.located("sh 'worker.py", folder)).isEqualTo("sh 'worker.py");
  }

  @Test
  void aProgramAndItsScriptBeginAtTheFolderThoughTheyAreNotThereYet(@TempDir Path folder) {
    assertThat(Words.located("python3 -u app/none.py none.py", folder))
        .isEqualTo("python3 -u " + folder.resolve("app/none.py") + " none.py");
    assertThat(Words.located("./none x", folder)).isEqualTo(folder.resolve("none") + " x");
    assertThat(Words.located("java -cp a.jar:b.jar Main", folder))
        .isEqualTo("java -cp a.jar:b.jar Main");
    assertThat(Words.located("sh -c 'exec node none.mjs'", folder))
        .isEqualTo("sh -c 'exec node none.mjs'");
  }

  @Test
  void quotesWhatItHasSplit() {
    assertThat(Words.of(Words.text(Words.of("a 'b c' \"it's\" '' x\\\\y"))))
        .isEqualTo(Words.of("a 'b c' \"it's\" '' x\\\\y"));
  }
}
