package busway.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which keys a text such as {@code tcp.port} or {@code TCP_PORT} leads along. Names of the user's
 * own may hold separators themselves, so they are looked up in the tree.
 */
final class KeyFinder {

  private final Spelling spelling;
  private @Nullable Section deepest;
  private String unfound = "";

  KeyFinder(Spelling spelling) {
    this.spelling = spelling;
  }

  /** The keys that {@code text} leads along from {@code shape}; nothing when there are none. */
  Optional<List<String>> find(Shape shape, JsonNode tree, String text) {
    return switch (shape) {
      case Section section -> key(section, tree, text);
      case Names names -> named(names.each(), tree, text).or(() -> newName(names.each(), text));
      case Free free -> named(free, tree, text).or(() -> Optional.of(List.of(ownKey(text))));
      case Items items -> item(items.each(), tree, text);
      case Scalar<?> scalar -> Optional.empty();
    };
  }

  /** What could have been written in place of what was not found. */
  String known() {
    return deepest == null
        ? ""
        : deepest.keys().keySet().stream()
            .map(spelling::of)
            .collect(Collectors.toCollection(TreeSet::new))
            .stream()
            .collect(Collectors.joining(", "));
  }

  /** The part of the text that was not found. */
  String unfound() {
    return unfound;
  }

  private Optional<List<String>> key(Section section, JsonNode tree, String text) {
    if (deepest == null || text.length() < unfound.length()) {
      deepest = section;
      unfound = text;
    }
    return section.keys().values().stream()
        .flatMap(key -> along(key.name(), key.shape(), tree.path(key.name()), text).stream())
        .findFirst();
  }

  private Optional<List<String>> named(Shape each, JsonNode tree, String text) {
    return tree.properties().stream()
        .flatMap(entry -> along(entry.getKey(), each, entry.getValue(), text).stream())
        .findFirst();
  }

  private Optional<List<String>> newName(Shape each, String text) {
    if (spelling != Spelling.DOTTED) {
      return Optional.empty();
    }
    int end = Math.max(0, text.lastIndexOf(spelling.separator()));
    return along(text.substring(0, end), each, MissingNode.getInstance(), text)
        .or(() -> Optional.of(List.of(text)));
  }

  private Optional<List<String>> item(Shape each, JsonNode tree, String text) {
    int end = text.indexOf(spelling.separator());
    String index = end < 0 ? text : text.substring(0, end);
    return index.matches("\\d{1,6}")
        ? along(index, each, tree.path(Integer.parseInt(index)), text)
        : Optional.empty();
  }

  private String ownKey(String text) {
    return spelling == Spelling.VARIABLE ? Names.lowerDash(text) : text;
  }

  private Optional<List<String>> along(String name, Shape shape, JsonNode tree, String text) {
    String spelled = spelling.of(name);
    if (text.equals(spelled)) {
      return Optional.of(List.of(name));
    }
    if (!text.startsWith(spelled + spelling.separator())) {
      return Optional.empty();
    }
    return find(shape, tree, text.substring(spelled.length() + 1))
        .map(
            rest -> {
              List<String> keys = new ArrayList<>(List.of(name));
              keys.addAll(rest);
              return keys;
            });
  }
}
