package busway.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OutputLinesTest {

  private static List<String> lines(String output) {
    List<String> lines = new ArrayList<>();
    new OutputLines(new ByteArrayInputStream(output.getBytes(UTF_8)), 64, lines::add).readAll();
    return lines;
  }

  @Test
  void endsLinesAsAnySystemDoes() {
    assertThat(lines("one\ntwo\r\n\nlast")).containsExactly("one", "two", "", "last");
  }

  @Test
  void readsOnWhereALineCannotBeTaken() {
    List<String> lines = new ArrayList<>();
    InputStream output = new ByteArrayInputStream("one\ntwo\nthree\n".getBytes(UTF_8));
    new OutputLines(
            output,
            64,
            line -> {
              lines.add(line);
              if (line.equals("two")) {
                throw new IllegalStateException("full");
              }
            })
        .readAll();
    assertThat(lines).containsExactly("one", "two", "three");
  }

  @Test
  void cutsTheRestOfALongLine() {
    assertThat(lines("x".repeat(1_000_000) + "\nshort\n"))
        .containsExactly("x".repeat(64) + " ... (999936 bytes more)", "short");
  }
}
