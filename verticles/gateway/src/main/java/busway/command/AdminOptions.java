package busway.command;

import busway.admin.AdminConfig;
import busway.admin.TokenFile;
import busway.config.ConfigLoader;
import busway.config.HostName;
import busway.config.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which gateway is meant, and the token for it. */
final class AdminOptions {

  private static final String PREFIX = "BUSWAY_ADMIN_";

  @Option(
      names = "--admin",
      paramLabel = "URL",
      description = "Its admin port (default: admin.host and admin.port of its config).")
  private @Nullable URI url;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description =
          "Its token; seen by all users of the machine, unlike BUSWAY_ADMIN_TOKEN in the environment"
              + " (default: admin.token of its config, or the file that it wrote).")
  private @Nullable String token;

  @Option(
      names = "--gateway-config",
      paramLabel = "FILE",
      description = "The config that it runs with (default: conf/busway.yaml beside the launcher).")
  private @Nullable Path file;

  /** The client of that gateway. */
  AdminClient client() {
    AdminConfig config = config(System.getenv());
    URI base = url == null ? base(config) : checked(url);
    List<Path> places = places(config, base);
    return new AdminClient(base, token(config, places), places);
  }

  /** As {@code up} would read it: the file, then the environment. */
  private AdminConfig config(Map<String, String> environment) {
    ConfigLoader<AdminConfig> loader = ConfigLoader.of(AdminConfig.class);
    Path chosen = file == null ? ConfigLoader.shipped() : file;
    if (chosen != null) {
      loader.section(chosen, "admin");
    }
    Map<String, String> variables = new HashMap<>();
    environment.forEach(
        (name, text) -> {
          if (name.startsWith(PREFIX)) {
            variables.put("BUSWAY_" + name.substring(PREFIX.length()), text);
          }
        });
    return loader.environment(variables, Set.of()).load();
  }

  private static URI base(AdminConfig config) {
    if (config.port() == 0) {
      throw CommandException.misused("admin.port: 0 (expected: --admin URL, as `up` printed it)");
    }
    return URI.create("http://" + HostName.reachable(config.host()) + ':' + config.port());
  }

  private static URI checked(URI given) {
    boolean http = "http".equals(given.getScheme()) || "https".equals(given.getScheme());
    String path = given.getPath();
    if (!http || given.getHost() == null || (path != null && path.length() > 1)) {
      throw CommandException.misused(
          "--admin: " + given + " (expected: a URL such as http://127.0.0.1:8081)");
    }
    return given;
  }

  /** Where the gateway may have written its token. */
  static List<Path> places(AdminConfig config, URI base) {
    List<Path> places = new ArrayList<>();
    if (config.tokenFile() != null) {
      places.add(config.tokenFile());
    }
    places.addAll(
        TokenFile.places(
            HostName.port(base), System.getenv(), System.getProperty("user.home", "")));
    return places;
  }

  private @Nullable String token(AdminConfig config, List<Path> places) {
    if (token != null) {
      return token;
    }
    Secret configured = config.token();
    if (configured != null) {
      return configured.text();
    }
    return places.stream().flatMap(AdminOptions::read).findFirst().orElse(null);
  }

  private static Stream<String> read(Path place) {
    try {
      return Stream.of(Files.readString(place).strip());
    } catch (IOException absent) {
      return Stream.empty();
    }
  }
}
