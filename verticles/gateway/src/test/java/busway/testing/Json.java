package busway.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

/** JSON as tests write it: with single quotes for double ones. */
public final class Json {

  private Json() {}

  /** The text with double quotes. */
  public static String text(String singleQuoted) {
    return singleQuoted.replace('\'', '"');
  }

  /** The bytes of the text with double quotes. */
  public static byte[] bytes(String singleQuoted) {
    return text(singleQuoted).getBytes(UTF_8);
  }

  /** So many arrays, one in the other. */
  public static String nested(int depth) {
    return "[".repeat(depth) + "]".repeat(depth);
  }
}
