package busway.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProblemsTest {

  @Test
  void theFileLineAndColumnThatAMessageBeginsWithAreThePlace() {
    RuntimeException failure = new RuntimeException("/home/a b/x.js:2:11: SyntaxError: no\n  at f");
    assertThat(Problems.of(failure, "x.js"))
        .containsExactly(new Problem(Path.of("/home/a b/x.js"), 2, 11, "SyntaxError: no"));
  }

  @Test
  void aPlaceIsFoundInACause() {
    RuntimeException cause = new RuntimeException("/x.py:1:0: NameError: x");
    assertThat(Problems.of(new IllegalStateException("outer", cause), "x.py"))
        .containsExactly(new Problem(Path.of("/x.py"), 1, 0, "NameError: x"));
  }

  @Test
  void theLineOfAJavaSourceIsThatOfTheStack() {
    RuntimeException failure = new IllegalStateException("no");
    failure.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("java.util.List", "of", "List.java", 7),
          new StackTraceElement("Main", "start", "Main.java", 12)
        });
    assertThat(Problems.of(failure, "/a/Main.java"))
        .containsExactly(new Problem(Path.of("/a/Main.java"), 12, 0, "IllegalStateException: no"));
    assertThat(Problems.of(failure, "/a/main.jar")).isEmpty();
  }

  @Test
  void whatNamesNoPlaceHasNone() {
    assertThat(Problems.of(new RuntimeException("12:30: too late"), "a.js")).isEmpty();
    assertThat(Problems.of(new RuntimeException(), "a.js")).isEmpty();
  }
}
