package busway.deploy;

import java.util.List;

/** Takes the scripts that no factory has taken, to say what they lack. */
final class MissingLanguages implements Loader {

  private static final List<String> SUFFIXES =
      List.of(".cjs", ".ts", ".rb", ".groovy", ".kt", ".kts");

  @Override
  public boolean loads(String main) {
    return SUFFIXES.stream().anyMatch(main::endsWith);
  }

  @Override
  public Version load(VerticleConfig config) {
    String suffix = config.main().substring(config.main().lastIndexOf('.'));
    throw new LoadException(
        "nothing here runs "
            + suffix
            + " (expected: a jar with a Vert.x VerticleFactory for it on the class path: classpath,"
            + " --classpath)");
  }
}
