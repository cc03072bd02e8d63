package busway;

import busway.config.ConfigLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the config comes from. */
final class ConfigOptions {

  /** Variables of the launcher. */
  private static final Set<String> OF_THE_LAUNCHER =
      Set.of(
          "BUSWAY_HOME",
          "BUSWAY_JAVA_OPTS",
          "BUSWAY_BUILD",
          "BUSWAY_CACHE",
          "BUSWAY_JDKS",
          "BUSWAY_LOG_LEVEL");

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The config (default: conf/busway.yaml beside the launcher).")
  private @Nullable Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Overrides one key, as in --set tcp.port=7001.")
  private List<String> assignments = new ArrayList<>();

  /** One assignment more, which wins over the others. */
  ConfigOptions with(String assignment) {
    assignments.add(assignment);
    return this;
  }

  /** The config: the file, then the environment, then the assignments. */
  GatewayConfig load() {
    ConfigLoader<GatewayConfig> loader = ConfigLoader.of(GatewayConfig.class);
    Path chosen = file == null ? ConfigLoader.shipped() : file;
    if (chosen != null) {
      loader.file(chosen);
    }
    loader.environment(System.getenv(), OF_THE_LAUNCHER);
    assignments.forEach(loader::set);
    return loader.load();
  }
}
