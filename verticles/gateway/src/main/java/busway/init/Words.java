package busway.init;

import static java.nio.charset.StandardCharsets.US_ASCII;

import busway.config.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;

/**
 * What is filled in where a template has {@code @NAME@}, {@code @CLASS@} or {@code @VERTX@}.
 *
 * @param name the project, its address and its deployment: {@code order-mailer}
 * @param className the same as a Java class has it: {@code OrderMailer}
 * @param vertx the version of Vert.x that the gateway runs
 */
record Words(String name, String className, String vertx) {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final int MAX_CHARACTERS = 50;
  private static final String VERSION = "META-INF/vertx/vertx-version.txt";

  /** The words for a project of this name, which has to be one in every language. */
  static Words of(String name) {
    if (name.length() > MAX_CHARACTERS || !NAME.matcher(name).matches()) {
      throw new ConfigException(
          "name",
          '"'
              + name
              + "\" (expected: at most "
              + MAX_CHARACTERS
              + " of a-z, 0-9 and single dashes between them, a letter first)");
    }
    return new Words(name, className(name), version());
  }

  private static String className(String name) {
    StringBuilder text = new StringBuilder();
    for (String word : name.split("-")) {
      text.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
    }
    return text.toString();
  }

  private static String version() {
    try (InputStream in = Words.class.getClassLoader().getResourceAsStream(VERSION)) {
      if (in == null) {
        throw new IllegalStateException("no " + VERSION);
      }
      return new String(in.readAllBytes(), US_ASCII).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A text with its words filled in. */
  String fill(String template) {
    return template.replace("@NAME@", name).replace("@CLASS@", className).replace("@VERTX@", vertx);
  }
}
