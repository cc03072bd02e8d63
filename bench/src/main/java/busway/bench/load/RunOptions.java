package busway.bench.load;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every kind of load, and the run that they ask for. */
final class RunOptions {

  private static final String STDOUT = "-";
  private static final int MOST_THREADS = 64;

  @Option(
      names = "--target",
      paramLabel = "URI",
      defaultValue = "tcp",
      description =
          "tcp://HOST:PORT or ws://HOST:PORT/PATH; `tcp` is tcp://127.0.0.1:7000, `ws` is"
              + " ws://127.0.0.1:8080/eventbus/websocket. Default: ${DEFAULT-VALUE}.")
  private String target = "tcp";

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      defaultValue = "10s",
      converter = Durations.class,
      description = "How long to measure. Default: ${DEFAULT-VALUE}.")
  private Duration duration = Duration.ofSeconds(10);

  @Option(
      names = "--warmup",
      paramLabel = "TIME",
      defaultValue = "5s",
      converter = Durations.class,
      description =
          "Load before that, which is checked and not measured. Default: ${DEFAULT-VALUE}.")
  private Duration warmup = Duration.ofSeconds(5);

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "10s",
      converter = Durations.class,
      description = "For connecting, and for the last answers. Default: ${DEFAULT-VALUE}.")
  private Duration timeout = Duration.ofSeconds(10);

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Threads of the driver, which share the connections. Default: ${DEFAULT-VALUE}.")
  private int threads = 1;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Writes settings and results there as JSON; - is standard output.")
  private @Nullable String json;

  /** Makes the run, says what came of it, and returns the exit code. */
  int run(JsonObject settings, Function<Scene, Load> kind)
      throws Failure, InterruptedException, IOException {
    Refusal.unlessBetween("--threads", threads, 1, MOST_THREADS);
    Target where = Target.of(target);
    Phases phases = new Phases(warmup, duration, timeout);
    boolean toStdout = STDOUT.equals(json);
    Progress progress = new Progress(System.err);
    Result result;
    try (Run run = new Run(where, phases, progress, threads, kind)) {
      result = run.make();
    }
    PrintStream out = toStdout ? System.err : System.out;
    out.print(result.toTable());
    if (json != null) {
      write(json, all(settings, where), result);
    }
    return result.exitCode();
  }

  private JsonObject all(JsonObject settings, Target where) {
    return settings
        .put("target", where.toString())
        .put("threads", threads)
        .put("warmupMs", warmup.toMillis())
        .put("durationMs", duration.toMillis())
        .put("timeoutMs", timeout.toMillis());
  }

  private static void write(String file, JsonObject settings, Result result) throws IOException {
    String text =
        new JsonObject().put("settings", settings).put("result", result.toJson()).encodePrettily();
    if (STDOUT.equals(file)) {
      System.out.println(text);
    } else {
      Files.writeString(Path.of(file), text + System.lineSeparator());
    }
  }
}
