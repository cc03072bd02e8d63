package busway.deploy;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/**
 * Loads scripts of the languages that come with Busway. The first script of a language opens a
 * class loader for it, which then stays.
 */
final class LanguageLoader implements Loader {

  private final Map<Language, FactoryLoader> open = new EnumMap<>(Language.class);
  private final Vertx vertx;
  private final ClassLoader parent;
  private final Path home;

  /**
   * @param home what is below {@code languages} or {@code verticles/languages} of it can be loaded
   */
  LanguageLoader(Vertx vertx, ClassLoader parent, Path home) {
    this.vertx = vertx;
    this.parent = parent;
    this.home = home;
  }

  @Override
  public boolean loads(String main) {
    return Language.of(main).isPresent();
  }

  @Override
  public Version load(VerticleConfig config) {
    return factories(Language.of(config.main()).orElseThrow()).load(config);
  }

  private synchronized FactoryLoader factories(Language language) {
    return open.computeIfAbsent(language, wanted -> new FactoryLoader(vertx, classes(wanted)));
  }

  private ClassLoader classes(Language language) {
    return UserClasses.open(language.name(), language.jars(home), parent);
  }
}
