package busway.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import busway.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void everyWordOfEveryFileIsFilledIn(Language language) throws Exception {
    List<Path> written = new Project(folder.resolve("order-mailer"), language).write();
    assertThat(written).hasSize(language.files().size()).allMatch(Files::isRegularFile);
    for (Path file : written) {
      assertThat(file.toString() + Files.readString(file)).doesNotContainPattern("@[A-Z]+@");
    }
    assertThat(written)
        .contains(
            folder.resolve("order-mailer/README.md"),
            folder.resolve("order-mailer/busway.yaml"),
            folder.resolve("order-mailer/.gitignore"));
  }

  @Test
  void aJavaClassIsCalledAsTheProject() throws Exception {
    assertThat(new Project(folder.resolve("order-mailer-2"), Language.JAVA).write())
        .contains(
            folder.resolve("order-mailer-2/src/main/java/com/example/OrderMailer2Verticle.java"));
  }

  @Test
  void aJavaProjectHasTheVertxOfTheGateway() throws Exception {
    new Project(folder.resolve("hello"), Language.JAVA).write();
    assertThat(folder.resolve("hello/pom.xml"))
        .content()
        .contains("<vertx.version>" + Words.of("x").vertx() + "</vertx.version>");
    assertThat(Words.of("x").vertx()).matches("5\\.\\d+\\.\\d+");
  }

  @Test
  void anEmptyFolderWillDo() throws Exception {
    Path empty = Files.createDirectory(folder.resolve("hello"));
    new Project(empty, Language.JAVA).write();
    assertThat(empty.resolve("pom.xml")).exists();
  }

  @Test
  void whatIsThereIsNotOverwritten() throws Exception {
    Path file = Files.writeString(folder.resolve("hello"), "mine");
    refuses(file, "name: " + file + " is a file (expected: a folder, empty or new)");
    Path full = Files.createDirectory(folder.resolve("full"));
    Path mine = Files.writeString(full.resolve("mine.txt"), "mine");
    refuses(full, "name: " + full + " is not empty (expected: a folder, empty or new)");
    assertThat(mine).hasContent("mine");
    assertThat(file).hasContent("mine");
  }

  private static void refuses(Path folder, String message) {
    assertThatThrownBy(() -> new Project(folder, Language.JAVA).write())
        .isInstanceOf(ConfigException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Hello",
        "1st",
        "-x",
        "x-",
        "a--b",
        "a b",
        "a_b",
        "a.b",
        "ä",
        "a\nb",
        "a@NAME@",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      })
  void aNameThatIsNoneInSomeLanguageIsRefused(String name) throws IOException {
    assertThatThrownBy(() -> new Project(folder.resolve("x").resolve(name), Language.JAVA))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("name: \"");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void anUnknownLanguageIsToldTheKnown() {
    assertThatThrownBy(() -> Language.of("cobol", Language.PROGRAM))
        .isInstanceOf(ConfigException.class)
        .hasMessage("--language: cobol (expected: java, js, python, process)");
    assertThat(Language.of("java", Language.PROGRAM)).isEqualTo(Language.JAVA);
  }

  @Test
  void aProcessIsWrittenInPythonOrInWhatIsSaid() {
    assertThat(Language.of("process", "python")).isEqualTo(Language.PROCESS);
    assertThat(Language.of("process", "node")).isEqualTo(Language.PROCESS_NODE);
    assertThat(Language.of("process", "go")).isEqualTo(Language.PROCESS_GO);
    assertThatThrownBy(() -> Language.of("process", "cobol"))
        .hasMessage("--program: cobol (expected: python, node, go)");
    assertThatThrownBy(() -> Language.of("js", "node"))
        .hasMessage("--program: node (expected: --language process with it)");
    assertThatThrownBy(() -> Language.of("process-node", "node"))
        .hasMessageStartingWith("--language: process-node (expected: ");
  }
}
