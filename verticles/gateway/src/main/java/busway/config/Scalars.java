package busway.config;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** The scalars that a record's component may be. */
final class Scalars {

  private Scalars() {}

  static Shape of(String component, Class<?> type) {
    boolean size = component.endsWith("Bytes");
    if (type == int.class) {
      return size ? sizeOfInt() : number();
    }
    if (type == long.class) {
      return size ? sizeOfLong() : longNumber();
    }
    if (type == double.class) {
      return fraction();
    }
    if (type == boolean.class) {
      return truth();
    }
    if (type == Duration.class) {
      return new Scalar<>(
          Duration.class, Durations.EXPECTED, Durations::parse, d -> text(Durations.format(d)));
    }
    if (type == Path.class) {
      return new Scalar<>(Path.class, "a path", Path::of, path -> text(path.toString()));
    }
    if (type == String.class) {
      return new Scalar<>(String.class, "text", Function.identity(), TextNode::valueOf);
    }
    if (type == Secret.class) {
      return new Scalar<>(Secret.class, "text", Secret::new, secret -> MissingNode.getInstance());
    }
    if (type.isEnum()) {
      return oneOf(Arrays.asList(type.getEnumConstants()));
    }
    throw new IllegalArgumentException(component + ": " + type + " cannot be configured");
  }

  private static Shape number() {
    return new Scalar<>(Integer.class, "a whole number", Integer::valueOf, IntNode::valueOf);
  }

  private static Shape longNumber() {
    return new Scalar<>(Long.class, "a whole number", Long::valueOf, LongNode::valueOf);
  }

  private static Shape fraction() {
    return new Scalar<>(
        Double.class,
        "a number",
        given -> new BigDecimal(given).doubleValue(),
        DoubleNode::valueOf);
  }

  private static Shape sizeOfInt() {
    return new Scalar<>(
        Integer.class,
        Sizes.EXPECTED,
        given -> Math.toIntExact(Sizes.parse(given)),
        bytes -> text(Sizes.format(bytes)));
  }

  private static Shape sizeOfLong() {
    return new Scalar<>(
        Long.class, Sizes.EXPECTED, Sizes::parse, bytes -> text(Sizes.format(bytes)));
  }

  private static Shape truth() {
    return new Scalar<>(Boolean.class, "true or false", Scalars::parseTruth, BooleanNode::valueOf);
  }

  private static Boolean parseTruth(String given) {
    if (!given.equals("true") && !given.equals("false")) {
      throw new IllegalArgumentException(given);
    }
    return Boolean.valueOf(given);
  }

  private static Shape oneOf(List<?> constants) {
    List<String> names = constants.stream().map(Scalars::name).toList();
    return new Scalar<>(
        Object.class,
        "one of " + String.join(", ", names),
        given -> {
          int i = names.indexOf(given);
          if (i < 0) {
            throw new IllegalArgumentException(given);
          }
          return constants.get(i);
        },
        constant -> text(names.get(constants.indexOf(constant))));
  }

  /** How a constant is written: as it calls itself, if it does, else in lower-dash. */
  private static String name(Object constant) {
    String name = ((Enum<?>) constant).name();
    String said = constant.toString();
    return said.equals(name) ? Names.lowerDash(name) : said;
  }

  private static TextNode text(String text) {
    return TextNode.valueOf(text);
  }
}
