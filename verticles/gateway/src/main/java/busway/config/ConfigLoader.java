package busway.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A config in the making: the defaults of its record, then a file, then the environment, then
 * assignments; what comes later wins. Sections and named entries (pools, tasks) merge key by key; a
 * list is replaced as a whole, or by item where its index is given.
 *
 * @param <T> the record
 */
public final class ConfigLoader<T extends Record> {

  private static final String PREFIX = "BUSWAY_";

  private final Class<T> type;
  private final Section shape;
  private final Map<String, String> origins = new HashMap<>();
  private ObjectNode tree = JsonNodeFactory.instance.objectNode();

  private ConfigLoader(Class<T> type) {
    this.type = type;
    this.shape = Section.of(type);
  }

  /** The config beside the launcher; null where no launcher has started this, or it has none. */
  public static @Nullable Path shipped() {
    String home = System.getProperty("busway.home");
    Path file = home == null ? null : Path.of(home, "conf", "busway.yaml");
    return file != null && Files.exists(file) ? file : null;
  }

  /** A loader that knows nothing but the record's own defaults. */
  public static <T extends Record> ConfigLoader<T> of(Class<T> type) {
    return new ConfigLoader<>(type);
  }

  /** Takes all that another config says, but for its secrets. Called first. */
  public ConfigLoader<T> from(T config) {
    tree = (ObjectNode) shape.show(config);
    return this;
  }

  /**
   * Takes what the text of a JSON object says, each of its keys as a whole; one that is null says
   * nothing.
   *
   * @param name what refusals call it
   */
  public ConfigLoader<T> json(String name, String text) {
    for (Map.Entry<String, JsonNode> entry : Json.object(name, text).properties()) {
      if (!entry.getValue().isNull() || !tree.has(entry.getKey())) {
        tree.set(entry.getKey(), entry.getValue());
      }
    }
    return this;
  }

  /** Takes what one section of a YAML file says, whatever the others do. Called first. */
  public ConfigLoader<T> section(Path path, String section) {
    ConfigFile file = ConfigFile.read(path, shape, section);
    tree = file.tree();
    file.lines()
        .forEach(
            (key, line) ->
                origins.put(key.replaceFirst("^" + section + "\\.", ""), path + ":" + line));
    load();
    return this;
  }

  /** A text of YAML or JSON that has keys and values, as a tree. {@code name} is for refusals. */
  public static ObjectNode tree(String name, String text) {
    if (Yaml.parse(name, text) instanceof ObjectNode tree) {
      return tree;
    }
    throw new ConfigException(name, "holds no keys (expected: keys and values)");
  }

  /** Takes what a YAML file says. Called first. */
  public ConfigLoader<T> file(Path path) {
    ConfigFile file = ConfigFile.read(path, shape);
    tree = file.tree();
    file.lines().forEach((key, line) -> origins.put(key, path + ":" + line));
    load();
    return this;
  }

  /**
   * Takes the variables that begin with {@code BUSWAY_}: {@code BUSWAY_TCP_PORT} is {@code
   * tcp.port}.
   *
   * @param variables the environment
   * @param others variables with that prefix which are not of the config
   */
  public ConfigLoader<T> environment(Map<String, String> variables, Set<String> others) {
    new TreeMap<>(variables)
        .forEach(
            (name, text) -> {
              if (name.startsWith(PREFIX) && !others.contains(name)) {
                variable(name, text);
              }
            });
    return this;
  }

  private void variable(String name, String text) {
    KeyFinder finder = new KeyFinder(Spelling.VARIABLE);
    String rest = name.substring(PREFIX.length());
    List<String> keys =
        finder
            .find(shape, tree, rest)
            .orElseThrow(
                () ->
                    new ConfigException(
                        name, "names no key (known: " + prefixed(name, rest, finder) + ")"));
    put(keys, text, name);
  }

  private static String prefixed(String name, String rest, KeyFinder finder) {
    String found = name.substring(0, name.length() - finder.unfound().length());
    String known = finder.known();
    return rest.isEmpty() ? known : found + known.replace(", ", ", " + found);
  }

  /** Takes an assignment such as {@code tcp.port=7001}. */
  public ConfigLoader<T> set(String assignment) {
    int equals = assignment.indexOf('=');
    if (equals <= 0) {
      throw new ConfigException("--set", assignment + " (expected: KEY=VALUE)");
    }
    String path = assignment.substring(0, equals);
    KeyFinder finder = new KeyFinder(Spelling.DOTTED);
    List<String> keys =
        finder
            .find(shape, tree, path)
            .orElseThrow(
                () -> new ConfigException(path, "unknown key (known: " + finder.known() + ")"));
    put(keys, assignment.substring(equals + 1), "--set");
    return this;
  }

  private void put(List<String> keys, String text, String origin) {
    String path = String.join(".", keys);
    try {
      came(path, Places.put(shape, tree, keys, text), origin);
    } catch (ConfigException e) {
      throw e.of(path).at(origin);
    }
  }

  /** Notes where a value and all that is in it came from. */
  private void came(String path, JsonNode value, String origin) {
    origins.put(path, origin);
    value
        .properties()
        .forEach(entry -> came(Shape.below(path, entry.getKey()), entry.getValue(), origin));
  }

  /** The config; refuses what does not fit, with the place that it came from. */
  public T load() {
    try {
      return type.cast(shape.read("", tree));
    } catch (ConfigException e) {
      throw located(e);
    }
  }

  private ConfigException located(ConfigException e) {
    for (String key = e.key(); !key.isEmpty(); key = parent(key)) {
      String origin = origins.get(key);
      if (origin != null) {
        return e.at(origin);
      }
    }
    return e;
  }

  private static String parent(String key) {
    return key.substring(0, Math.max(0, key.lastIndexOf('.')));
  }

  /** A config as YAML, every key with its value: loading it gives an equal config. */
  public static <T extends Record> String yaml(T config) {
    return Yaml.write(Section.of(config.getClass()).show(config));
  }
}
