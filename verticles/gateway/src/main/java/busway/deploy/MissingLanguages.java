package busway.deploy;

import java.util.List;

/** Takes the scripts that no factory has taken, to say what they lack. */
final class MissingLanguages implements Loader {

  private static final List<String> SUFFIXES =
      List.of(".js", ".mjs", ".cjs", ".ts", ".py", ".rb", ".groovy", ".kt", ".kts");

  @Override
  public boolean loads(String main) {
    return SUFFIXES.stream().anyMatch(main::endsWith);
  }

  @Override
  public Version load(VerticleConfig config) {
    String suffix = config.main().substring(config.main().lastIndexOf('.'));
    String remedy =
        switch (suffix) {
          case ".js", ".mjs" -> "the jars of verticles/languages with JavaScript";
          case ".py" -> "the jars of verticles/languages with Python";
          default -> "a jar with a Vert.x VerticleFactory for it";
        };
    throw new LoadException(
        "nothing here runs %s (expected: %s on the class path: classpath, --classpath)"
            .formatted(suffix, remedy));
  }
}
