package busway;

import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST;

import busway.command.CommandException;
import busway.command.DeployCommand;
import busway.command.ListCommand;
import busway.command.LogsCommand;
import busway.command.RedeployCommand;
import busway.command.ScaleCommand;
import busway.command.UndeployCommand;
import busway.config.ConfigException;
import busway.config.ConfigLoader;
import busway.deploy.StartException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command line. */
@Command(
    name = "busway",
    description = "A polyglot event-bus gateway.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommandsRepeatable = false,
    subcommands = {
      InitCommand.class,
      DeployCommand.class,
      ListCommand.class,
      LogsCommand.class,
      RedeployCommand.class,
      ScaleCommand.class,
      UndeployCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "",
    footerHeading = "%nOf the launcher, where it stands among the sources:%n",
    footer = {
      "  bench     Loads a gateway and measures it: request, fan-out or idle.",
      "  languages Builds what runs scripts, js or python; deploying one does so too.",
      "  cache     Makes the start-up cache anew; a build does so too."
    })
public final class Main {

  static final int FAILED = 1;
  static final int REFUSED = 2;

  /** Runs one command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new Main());
    commandLine.getHelpSectionMap().put(SECTION_KEY_COMMAND_LIST, new CommandGroups());
    commandLine.setParameterExceptionHandler(
        (e, arguments) ->
            refuse("%s (try: %s --help)".formatted(e.getMessage(), asked(e.getCommandLine()))));
    commandLine.setExecutionExceptionHandler((e, line, parsed) -> explain(e));
    return commandLine;
  }

  @Command(
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      description = "Runs the gateway in the foreground until SIGTERM or SIGINT.")
  int up(
      @Mixin ConfigOptions options,
      @Option(
              names = "--classpath",
              paramLabel = "DIR|JAR",
              description =
                  "More classes of verticles and tasks: a jar, or a folder with classes and jars.")
          List<Path> classpath,
      @Option(
              names = "--watch",
              description = "Redeploys a verticle when one of its files changes.")
          boolean watch)
      throws InterruptedException {
    GatewayConfig config = (watch ? options.with("deployments.watch=true") : options).load();
    return Run.untilAsked(classpath == null ? config : config.withClasspath(classpath));
  }

  @Command(
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      description = "Says whether a config file can be used.")
  int check(@Parameters(paramLabel = "FILE", description = "The file.") Path file) {
    ConfigLoader.of(GatewayConfig.class).file(file);
    System.out.println(file + " is valid");
    return 0;
  }

  @Command(
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      description = "Prints the config that `up` would use, as YAML.")
  int config(@Mixin ConfigOptions options) {
    System.out.print(ConfigLoader.yaml(options.load()));
    return 0;
  }

  @Command(hidden = true, description = "Starts and stops once, for the launcher's start-up cache.")
  int rehearse() throws IOException {
    Rehearsal.run();
    return 0;
  }

  private static String asked(CommandLine command) {
    return command.getCommandSpec().qualifiedName();
  }

  private static int explain(Exception failure) {
    if (failure instanceof ConfigException) {
      return refuse(String.valueOf(failure.getMessage()));
    }
    if (failure instanceof CommandException command) {
      command.details().forEach(System.err::println);
      int code = refuse(String.valueOf(failure.getMessage()));
      return command.misused() ? code : FAILED;
    }
    if (failure instanceof StartException) {
      System.err.println("busway: " + failure.getMessage());
    } else {
      LoggerFactory.getLogger(Main.class).error("a fault of the gateway", failure);
    }
    return FAILED;
  }

  private static int refuse(String problem) {
    System.err.println("busway: " + problem.lines().findFirst().orElse(""));
    return REFUSED;
  }
}
