package busway.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** JSON as tests write it: with single quotes for double ones. */
public final class Json {

  private static final Pattern REPLY_ADDRESS =
      Pattern.compile("\"replyAddress\":\"(__vertx\\.reply\\.\\d+)\"");

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

  /** The address at which the sender of a delivered frame awaits the reply. */
  public static String replyAddress(String frame) {
    Matcher field = REPLY_ADDRESS.matcher(frame);
    assertThat(field.find()).as("a frame that wants a reply: " + frame).isTrue();
    return field.group(1);
  }
}
