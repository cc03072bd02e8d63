package busway.deploy;

import busway.config.Check;
import busway.config.Words;
import busway.loops.NamedVerticle;
import java.util.regex.Pattern;

/** Names of deployments: short, and harmless in a URL, a label and the name of a file. */
final class VerticleName {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  private VerticleName() {}

  /** The name itself; refuses what is none. */
  static String checked(String name) {
    if (!NAME.matcher(name).matches()) {
      throw Check.refused(
          "name",
          name,
          "1 to 100 letters, digits, dots, dashes, underscores; a letter or digit first");
    }
    if (name.equals(NamedVerticle.OWN)) {
      throw Check.refused("name", name, "another one: this is the gateway's own");
    }
    return name;
  }

  /** A name for what has none: its class's simple name, or its file's without the suffix. */
  static String of(String main) {
    String name =
        main.startsWith(Words.PROCESS) ? program(main) : main.substring(main.indexOf('!') + 1);
    if (name.indexOf('/') >= 0 || main.startsWith(Words.PROCESS) || isFile(name)) {
      name = withoutSuffix(name.substring(name.lastIndexOf('/') + 1));
    } else {
      name = name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
    }
    String usable =
        name.replaceAll("[^A-Za-z0-9._-]", "-").replaceFirst("^[^A-Za-z0-9]+", "").strip();
    String cut = usable.substring(0, Math.min(100, usable.length()));
    return cut.isEmpty() || cut.equals(NamedVerticle.OWN) ? "verticle" : cut;
  }

  /** A suffix in lower case, where a class would have a name. */
  private static boolean isFile(String name) {
    return name.matches(".*\\.[a-z0-9]{1,6}");
  }

  private static String withoutSuffix(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  /** The script that an interpreter runs, or else the program. */
  private static String program(String main) {
    String[] words = main.substring(Words.PROCESS.length()).strip().split("\\s+");
    for (int i = 1; i < words.length; i++) {
      if (!words[i].startsWith("-") && words[i].matches(".*\\.[A-Za-z]+")) {
        return words[i];
      }
    }
    return words[0];
  }
}
