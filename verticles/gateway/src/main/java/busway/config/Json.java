package busway.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** JSON text to trees. A key that is given twice is refused. */
final class Json {

  private static final Pattern TWICE = Pattern.compile("Duplicate field '(.*)'");
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /** Reads a whole text, which has to be an object. {@code name} is what refusals call it. */
  static ObjectNode object(String name, String text) {
    try {
      JsonNode tree = MAPPER.readTree(text);
      if (tree instanceof ObjectNode object) {
        return object;
      }
      throw tree.isMissingNode()
          ? new ConfigException(name, "is empty (expected: a JSON object)")
          : Shape.refused(name, tree, "a JSON object");
    } catch (JsonProcessingException e) {
      throw broken(name, e);
    }
  }

  private static ConfigException broken(String name, JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    String place = at == null ? name : name + ':' + at.getLineNr() + ':' + at.getColumnNr();
    Matcher twice = TWICE.matcher(e.getOriginalMessage());
    return new ConfigException(
        place,
        twice.find()
            ? "key " + twice.group(1) + " is given twice (expected: once)"
            : e.getOriginalMessage() + " (expected: JSON)");
  }
}
