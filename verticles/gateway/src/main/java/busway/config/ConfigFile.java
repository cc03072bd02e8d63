package busway.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One file as it was written, but for relative paths, which begin at its folder.
 *
 * @param path the file
 * @param tree its keys
 * @param lines the line of each key, by dotted path
 */
record ConfigFile(Path path, ObjectNode tree, Map<String, Integer> lines) {

  /** A text such as {@code groovy:a.b}, which names no file alone. */
  private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9+-]*:");

  /** The end of a text that names a file, there or not. */
  private static final Pattern FILE = Pattern.compile("\\.(jar|java|js|mjs|py)$");

  static ConfigFile read(Path path, Section shape) {
    String text = text(path);
    return read(path, shape, text, Yaml.parse(path.toString(), text));
  }

  /** Reads one section of it, and leaves the others alone. */
  static ConfigFile read(Path path, Section shape, String section) {
    String text = text(path);
    return read(path, shape, text, Yaml.parse(path.toString(), text).path(section));
  }

  private static ConfigFile read(Path path, Section shape, String text, JsonNode tree) {
    if (tree.isMissingNode() || tree.isNull()) {
      return new ConfigFile(path, JsonNodeFactory.instance.objectNode(), Map.of());
    }
    if (!(tree instanceof ObjectNode keys)) {
      throw new ConfigException(path.toString(), "holds no keys (expected: keys and values)");
    }
    Path folder = path.toAbsolutePath().normalize().getParent();
    if (folder != null) {
      locate(shape, keys, folder);
    }
    return new ConfigFile(path, keys, Yaml.lines(text));
  }

  private static String text(Path path) {
    try {
      return Files.readString(path);
    } catch (NoSuchFileException e) {
      throw new ConfigException(path.toString(), "no such file (expected: a config file)");
    } catch (AccessDeniedException e) {
      throw new ConfigException(path.toString(), "may not be read (expected: a readable file)");
    } catch (CharacterCodingException e) {
      throw new ConfigException(path.toString(), "is not text (expected: UTF-8)");
    } catch (IOException e) {
      throw new ConfigException(path.toString(), "cannot be read (expected: a readable file)");
    }
  }

  /** Makes the relative paths in {@code keys} begin at {@code folder}. */
  private static void locate(Section section, ObjectNode keys, Path folder) {
    for (Key key : section.keys().values()) {
      JsonNode value = keys.path(key.name());
      if (key.mayBeFile() && value.isTextual()) {
        keys.set(key.name(), TextNode.valueOf(located(value.asText(), folder)));
      } else if (!value.isMissingNode()) {
        keys.set(key.name(), located(key.shape(), value, folder));
      }
    }
  }

  private static JsonNode located(Shape shape, JsonNode value, Path folder) {
    if (shape instanceof Section below && value instanceof ObjectNode nested) {
      locate(below, nested, folder);
      return nested;
    }
    if (shape instanceof Items items && value instanceof ArrayNode list) {
      for (int i = 0; i < list.size(); i++) {
        list.set(i, located(items.each(), list.path(i), folder));
      }
      return list;
    }
    return shape instanceof Scalar<?> scalar && scalar.type() == Path.class && value.isTextual()
        ? TextNode.valueOf(folder.resolve(value.asText()).normalize().toString())
        : value;
  }

  /**
   * The file that a text names, in front of a {@code !} if there is one, or those that a command
   * line names; or the text itself.
   */
  private static String located(String text, Path folder) {
    if (text.startsWith(Words.PROCESS)) {
      return Words.PROCESS + Words.located(text.substring(Words.PROCESS.length()), folder);
    }
    int end = text.indexOf(".jar!");
    String name = end < 0 ? text : text.substring(0, end + 4);
    boolean file =
        !PREFIX.matcher(name).lookingAt()
            && (name.contains("/")
                || FILE.matcher(name).find()
                || Files.isRegularFile(folder.resolve(name)));
    return file ? folder.resolve(name).normalize() + text.substring(name.length()) : text;
  }
}
