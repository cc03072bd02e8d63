package busway.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints what a deployment said. */
@Command(
    name = "logs",
    mixinStandardHelpOptions = true,
    description = "Prints what a deployment said last.")
public final class LogsCommand implements Callable<Integer> {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT);

  @Parameters(paramLabel = "NAME", description = "Its name.")
  private String name = "";

  @Option(
      names = "--lines",
      paramLabel = "N",
      defaultValue = "100",
      description = "How many of the last lines (default: ${DEFAULT-VALUE}).")
  private int lines;

  @Option(
      names = {"-f", "--follow"},
      description = "Goes on with the lines to come, until it is undeployed.")
  private boolean follow;

  @Mixin private AdminOptions admin = new AdminOptions();

  @Override
  public Integer call() {
    String path = Shown.path(name, "/logs?lines=" + lines + "&follow=" + follow);
    ZoneId zone = ZoneId.systemDefault();
    try (AdminClient client = admin.client();
        Stream<JsonNode> said = client.lines(path)) {
      print(said, System.out, zone);
    } catch (UncheckedIOException e) {
      throw CommandException.failed("the gateway has closed the connection");
    }
    return 0;
  }

  /** Ends where nobody reads it any more. */
  static void print(Stream<JsonNode> lines, PrintStream out, ZoneId zone) {
    for (Iterator<JsonNode> all = lines.iterator(); all.hasNext() && !out.checkError(); ) {
      out.println(shown(all.next(), zone));
    }
  }

  private static String shown(JsonNode line, ZoneId zone) {
    Instant time = Instant.parse(line.path("time").asText());
    String level = line.path("level").asText().toUpperCase(Locale.ROOT);
    return String.format(
        "%s %-5s %s", TIME.format(time.atZone(zone)), level, line.path("text").asText());
  }
}
