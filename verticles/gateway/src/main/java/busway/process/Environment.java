package busway.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The variables of the gateway that its processes have too: not its own, and no secrets. */
final class Environment {

  private static final String OWN = "BUSWAY_";

  /** What the name of a secret has in it. */
  private static final Pattern SECRET =
      Pattern.compile(
          "TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|CREDENTIAL|PRIVATE_?KEY|API_?KEY|ACCESS_?KEY");

  private Environment() {}

  /**
   * The variables that are handed on.
   *
   * @param variables those of the gateway
   * @param pass names that are handed on though they look like secrets
   */
  static Map<String, String> of(Map<String, String> variables, List<String> pass) {
    Map<String, String> handed = new TreeMap<>();
    variables.forEach(
        (name, value) -> {
          if (pass.contains(name) || !withheld(name)) {
            handed.put(name, value);
          }
        });
    return handed;
  }

  /**
   * All variables of a process that is to be.
   *
   * @param pass names that are handed on though they look like secrets
   * @param own those that it has as one of this gateway's
   */
  static Map<String, String> of(List<String> pass, Plan plan, Map<String, String> own) {
    Map<String, String> all = of(System.getenv(), pass);
    all.putAll(clients(System.getProperty("busway.home"), all));
    all.putAll(own);
    all.put("BUSWAY_NAME", plan.deployment());
    all.put("BUSWAY_INSTANCE", Integer.toString(plan.instance()));
    all.put("BUSWAY_CONFIG", plan.config().encode());
    return all;
  }

  /**
   * Where the clients are that come with the gateway, for programs that import one of them.
   *
   * @param home the folder of the gateway; null where it is not known
   * @param handed the other variables
   */
  static Map<String, String> clients(@Nullable String home, Map<String, String> handed) {
    Path clients = home == null ? null : Path.of(home, "clients");
    if (clients == null || !Files.isDirectory(clients)) {
      return Map.of();
    }
    String python = clients.resolve("python").toString();
    String path = handed.getOrDefault("PYTHONPATH", "");
    return Map.of(
        "BUSWAY_CLIENTS",
        clients.toString(),
        "PYTHONPATH",
        path.isEmpty() ? python : path + File.pathSeparator + python);
  }

  private static boolean withheld(String name) {
    return name.startsWith(OWN) || SECRET.matcher(name.toUpperCase(Locale.ROOT)).find();
  }
}
