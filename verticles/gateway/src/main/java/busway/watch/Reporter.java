package busway.watch;

import busway.deploy.Problem;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Tells at the terminal what a change has led to. From any thread.
 *
 * <pre>
 * busway: greet: version 2 runs, 187 ms after a change of Greet.java
 * busway: greet: version 2 goes on: does not compile
 * /home/ada/Greet.java:12:9: cannot find symbol
 *     message.replay("hello");
 *            ^
 * </pre>
 */
public final class Reporter {

  private final PrintStream out;
  private final Style style;

  /** Makes one; with colour where it is a terminal that has it. */
  public Reporter(PrintStream out, boolean colour) {
    this.out = out;
    this.style = colour ? Style.COLOURED : Style.PLAIN;
  }

  /** A new version serves. */
  void runs(String name, int version, long tookMs, List<Path> changed) {
    out.println(
        head(name)
            + style.good("version " + version + " runs")
            + ", "
            + tookMs
            + " ms after "
            + what(changed));
  }

  /** A new version does not serve, and the one before it still does. */
  void goesOn(String name, int version, String reason, List<Problem> problems) {
    tell(name, "version " + version + " goes on: ", reason, problems);
  }

  /** It does not serve at all until its files change. */
  void waits(String name, String reason, List<Problem> problems) {
    tell(name, "waits to be mended: ", reason, problems);
  }

  private void tell(String name, String state, String reason, List<Problem> problems) {
    StringBuilder text =
        new StringBuilder(head(name)).append(state).append(style.bad(brief(name, reason)));
    for (Problem problem : problems) {
      text.append(System.lineSeparator()).append(place(problem));
    }
    out.println(text);
  }

  /** Without what is told anyway: whose reason it is. */
  private static String brief(String name, String reason) {
    int main = reason.startsWith("verticle " + name + " (") ? reason.indexOf("): ") : -1;
    return main < 0 ? reason : reason.substring(main + 3);
  }

  private String head(String name) {
    return "busway: " + style.strong(name) + ": ";
  }

  private String place(Problem problem) {
    String head = style.strong(problem.place() + ":") + ' ' + style.bad(problem.message());
    return head + SourceLine.of(problem).map(line -> line.pointed(style)).orElse("");
  }

  private static String what(List<Path> changed) {
    String first = changed.isEmpty() ? "a change" : "a change of " + changed.get(0).getFileName();
    return changed.size() < 2 ? first : first + " and " + (changed.size() - 1) + " more";
  }
}
