package busway.watch;

import static org.assertj.core.api.Assertions.assertThat;

import busway.deploy.Problem;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReporterTest {

  @TempDir Path folder;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Reporter plain =
      new Reporter(new PrintStream(bytes, true, StandardCharsets.UTF_8), false);

  @Test
  void tellsWhatRunsAfterWhichChange() {
    plain.runs("greet", 2, 187, List.of(Path.of("/home/ada/Greet.java")));
    assertThat(told())
        .containsExactly("busway: greet: version 2 runs, 187 ms after a change of Greet.java");
  }

  @Test
  void namesOneOfTheFilesAndCountsTheOthers() {
    plain.runs("greet", 3, 5, List.of(Path.of("a.js"), Path.of("b.js"), Path.of("c.js")));
    assertThat(told())
        .containsExactly("busway: greet: version 3 runs, 5 ms after a change of a.js and 2 more");
  }

  @Test
  void pointsAtThePlaceThatIsWrong() throws Exception {
    Path file = Files.writeString(folder.resolve("Greet.java"), "class Greet {\n  int x = y;\n}\n");
    plain.goesOn(
        "greet", 1, "does not compile", List.of(new Problem(file, 2, 11, "cannot find symbol")));
    assertThat(told())
        .containsExactly(
            "busway: greet: version 1 goes on: does not compile",
            file + ":2:11: cannot find symbol",
            "      int x = y;",
            "              ^");
  }

  @Test
  void leavesOutWhatIsNotKnown() throws Exception {
    Path file = Files.writeString(folder.resolve("a.py"), "x\n");
    plain.waits(
        "a",
        "does not start",
        List.of(
            new Problem(file, 0, 0, "no verticle"),
            new Problem(file, 1, 0, "no column"),
            new Problem(file, 9, 1, "beyond the end"),
            new Problem(folder.resolve("gone.py"), 1, 1, "no file")));
    assertThat(told())
        .containsExactly(
            "busway: a: waits to be mended: does not start",
            file + ": no verticle",
            file + ":1: no column",
            "    x",
            file + ":9:1: beyond the end",
            folder.resolve("gone.py") + ":1:1: no file");
  }

  @Test
  void setsWordsOffByColourWhereItMay() {
    new Reporter(new PrintStream(bytes, true, StandardCharsets.UTF_8), true)
        .waits("a", "gone", List.of());
    assertThat(told())
        .containsExactly(
            "busway: \u001b[1ma\u001b[0m: waits to be mended: \u001b[31mgone\u001b[0m");
  }

  private List<String> told() {
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
