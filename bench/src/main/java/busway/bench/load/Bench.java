package busway.bench.load;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line of the load driver. */
@Command(
    name = "busway bench",
    description = {
      "Loads a gateway that speaks the protocols of the Vert.x event-bus bridges, and counts"
          + " everything that comes back.",
      "Exit code: 0 if nothing was lost or wrong, 1 if something was, 2 for a bad option."
    },
    synopsisSubcommandLabel = "COMMAND")
public final class Bench {

  static final int FAILED = 1;
  static final int REFUSED = 2;
  private static final int MOST_CONNECTIONS = 100_000;
  private static final int MOST_PUBLISHERS = 1_000;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Shows this and exits.")
  @SuppressWarnings("UnusedVariable") // picocli looks at the option, not at the field
  private boolean help;

  private Bench() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new Bench());
    commandLine.setParameterExceptionHandler(
        (e, arguments) -> say(e.getMessage() + " (try: busway bench --help)", REFUSED));
    commandLine.setExecutionExceptionHandler((e, line, parsed) -> explain(e));
    return commandLine;
  }

  @Command(
      name = "request",
      description = "Requests to an address; each reply is matched with its request.")
  int request(
      @Mixin RunOptions options,
      @Mixin PaceOptions pace,
      @Option(
              names = "--address",
              defaultValue = "echo",
              description = "Who answers. Default: ${DEFAULT-VALUE}.")
          String address,
      @Option(
              names = "--connections",
              paramLabel = "N",
              defaultValue = "32",
              description = "Default: ${DEFAULT-VALUE}.")
          int connections,
      @Option(
              names = "--responders",
              paramLabel = "N",
              defaultValue = "0",
              description =
                  "Connections that answer at the address, where no verticle does. Default:"
                      + " ${DEFAULT-VALUE}.")
          int responders,
      @Option(
              names = "--body",
              paramLabel = "JSON",
              description = "The body, where the address is no echo; any reply will do then.")
          @Nullable String body)
      throws Failure, InterruptedException, IOException {
    Refusal.unlessBetween("--connections", connections, 1, MOST_CONNECTIONS);
    Refusal.unlessBetween("--responders", responders, 0, connections);
    JsonObject settings =
        pace.settings("request", address)
            .put("connections", connections)
            .put("responders", responders);
    if (body == null) {
      settings.put("size", pace.size());
    } else {
      settings.put("body", json(body));
    }
    RequestLoad.Plan plan =
        new RequestLoad.Plan(
            address, connections, responders, pace.size(), Objects.requireNonNullElse(body, ""));
    Pace chosen = pace.pace().within(connections, Math.max(plan.size(), plan.body().length()));
    return options.run(settings, scene -> new RequestLoad(scene, chosen, plan));
  }

  @Command(
      name = "fan-out",
      description = "Publishes to subscribers; each delivery is counted, and its order checked.")
  int fanOut(
      @Mixin RunOptions options,
      @Mixin PaceOptions pace,
      @Option(
              names = "--address",
              defaultValue = "chat",
              description = "Where nobody else publishes. Default: ${DEFAULT-VALUE}.")
          String address,
      @Option(
              names = "--subscribers",
              paramLabel = "N",
              defaultValue = "10",
              description = "Default: ${DEFAULT-VALUE}.")
          int subscribers,
      @Option(
              names = "--publishers",
              paramLabel = "N",
              defaultValue = "1",
              description = "Default: ${DEFAULT-VALUE}.")
          int publishers)
      throws Failure, InterruptedException, IOException {
    Refusal.unlessBetween("--subscribers", subscribers, 1, MOST_CONNECTIONS);
    Refusal.unlessBetween("--publishers", publishers, 1, MOST_PUBLISHERS);
    JsonObject settings =
        pace.settings("fan-out", address)
            .put("size", pace.size())
            .put("subscribers", subscribers)
            .put("publishers", publishers);
    Pace chosen = pace.pace().within(publishers, pace.size());
    FanOut fan = new FanOut(subscribers, publishers, chosen);
    return options.run(settings, scene -> new FanOutLoad(scene, chosen, fan, address, pace.size()));
  }

  @Command(
      name = "idle",
      description = "Connections that say nothing; in the end each must answer a ping.")
  int idle(
      @Mixin RunOptions options,
      @Option(
              names = "--connections",
              paramLabel = "N",
              defaultValue = "1000",
              description = "Default: ${DEFAULT-VALUE}.")
          int connections,
      @Option(names = "--address", description = "What each subscribes to. Default: nothing.")
          @Nullable String address)
      throws Failure, InterruptedException, IOException {
    Refusal.unlessBetween("--connections", connections, 1, MOST_CONNECTIONS);
    JsonObject settings =
        new JsonObject()
            .put("load", "idle")
            .put("address", address)
            .put("connections", connections);
    return options.run(settings, scene -> new IdleLoad(scene, connections, address));
  }

  private static Object json(String body) {
    try {
      return Json.decodeValue(body);
    } catch (DecodeException e) {
      throw new Refusal("--body", body, "JSON");
    }
  }

  private static int explain(Exception failure) {
    if (failure instanceof Refusal) {
      return say(failure.getMessage(), REFUSED);
    }
    if (failure instanceof Failure || failure instanceof IOException) {
      return say(failure.getMessage(), FAILED);
    }
    failure.printStackTrace();
    return FAILED;
  }

  private static int say(@Nullable String problem, int code) {
    System.err.println("busway: " + String.valueOf(problem).lines().findFirst().orElse(""));
    return code;
  }
}
