package busway.tests;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code ./busway up} as a process of its own, on free ports, with the shipped config if no other
 * is given. Closing it kills whatever is left.
 *
 * <pre>{@code
 * try (RunningBusway busway = RunningBusway.start("--set", "session.request-timeout=1s")) {
 *   HttpRequest.newBuilder(busway.page()) ...
 * }
 * }</pre>
 */
final class RunningBusway implements AutoCloseable {

  /** The token of each that is started without a place of its own for one. */
  static final String TOKEN = "the-token-of-a-test-run";

  private static final Duration START_BOUND = Duration.ofMinutes(2);
  private static final Duration STOP_BOUND = Duration.ofMinutes(1);
  private static final Pattern READY =
      Pattern.compile(
          "busway ready(?:  page (?<page>\\S+))?  websocket (?<websocket>\\S+)"
              + "  tcp (?<host>\\S+):(?<tcp>\\d+)  admin (?<admin>\\S+)");

  private final Child child;
  private final String readyLine;
  private final Matcher ready;

  private RunningBusway(Child child) throws InterruptedException {
    this.child = child;
    this.readyLine = child.awaitLine(line -> line.startsWith("busway ready"), START_BOUND);
    this.ready = READY.matcher(readyLine);
    if (!ready.matches()) {
      throw new AssertionError(readyLine);
    }
  }

  /** The folder of {@code ./busway}. */
  static Path home() {
    return Path.of(System.getProperty("busway.home", "..")).toAbsolutePath().normalize();
  }

  /** Starts one and waits until it is ready. The arguments follow {@code ./busway up}. */
  static RunningBusway start(String... arguments) throws InterruptedException {
    return start(Map.of(), arguments);
  }

  /** Starts one with variables in its environment. */
  static RunningBusway start(Map<String, String> environment, String... arguments)
      throws InterruptedException {
    List<String> all = new ArrayList<>(List.of("up"));
    for (String section : List.of("tcp", "websocket", "admin")) {
      if (!environment.containsKey("BUSWAY_" + section.toUpperCase(Locale.ROOT) + "_PORT")) {
        all.addAll(List.of("--set", section + ".port=0"));
      }
    }
    all.addAll(List.of(arguments));
    Child child = run(home(), withToken(environment), all.toArray(String[]::new));
    try {
      return new RunningBusway(child);
    } catch (AssertionError | InterruptedException e) {
      child.close();
      throw e;
    }
  }

  /** One that is killed would leave the file of its token behind. */
  private static Map<String, String> withToken(Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment);
    if (!environment.containsKey("XDG_RUNTIME_DIR")) {
      all.putIfAbsent("BUSWAY_ADMIN_TOKEN", TOKEN);
    }
    return all;
  }

  /** Runs {@code ./busway} with any arguments in any folder; what was built is not built again. */
  static Child run(Path folder, Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>(List.of(home().resolve("busway").toString()));
    command.addAll(List.of(arguments));
    Map<String, String> all = new HashMap<>(Map.of("BUSWAY_BUILD", "never"));
    all.putAll(environment);
    return Child.start(folder, all, command);
  }

  /** The line that it printed when it was ready. */
  String readyLine() {
    return readyLine;
  }

  /** Where the page is; ends in a slash. */
  URI page() {
    return URI.create(ready.group("page"));
  }

  /** Where raw WebSocket is. */
  URI websocket() {
    return URI.create(ready.group("websocket"));
  }

  /** Where metrics and health are; ends in a slash. */
  URI admin() {
    return URI.create(ready.group("admin"));
  }

  /** The port of the TCP edge, on 127.0.0.1. */
  int tcpPort() {
    return Integer.parseInt(ready.group("tcp"));
  }

  /** The port of the WebSocket edge and the page. */
  int webSocketPort() {
    return websocket().getPort();
  }

  /** The port of metrics and health. */
  int adminPort() {
    return admin().getPort();
  }

  /** Its process id: the launcher's, and Java's. */
  long pid() {
    return child.pid();
  }

  /** Whether it still runs. */
  boolean alive() {
    return child.alive();
  }

  /** The lines of its standard output so far. */
  List<String> stdout() {
    return child.stdout();
  }

  /** The lines of its standard error, which is its log, so far. */
  List<String> stderr() {
    return child.stderr();
  }

  /** Its standard error but for what is said when threads have to wait for a processor. */
  List<String> complaints() {
    return child.complaints();
  }

  /** Sends a signal, such as {@code TERM} or {@code STOP}. */
  void signal(String name) throws InterruptedException, IOException {
    child.signal(name);
  }

  /** Its exit code, once it has ended. */
  int awaitExit(Duration bound) throws InterruptedException {
    return child.awaitExit(bound);
  }

  /** Asks it to stop, waits until it has, and returns its exit code. */
  int stop() throws InterruptedException, IOException {
    signal("TERM");
    return awaitExit(STOP_BOUND);
  }

  @Override
  public void close() {
    child.close();
  }
}
