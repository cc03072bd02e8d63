package busway.deploy;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;

/** The loaders of what runs inside this process. */
public final class Loaders {

  private Loaders() {}

  /**
   * Of a jar, a Java source, what Vert.x has factories for, the languages that come with Busway,
   * and a class, which is anything else.
   *
   * @param classes the gateway's classes and the user's
   * @param classpath where the user's are
   */
  public static List<Loader> inProcess(Vertx vertx, ClassLoader classes, List<Path> classpath) {
    return List.of(
        new JarLoader(classes),
        new JavaSourceLoader(classes, classpath),
        new FactoryLoader(vertx, classes),
        new LanguageLoader(vertx, classes, Path.of(System.getProperty("busway.home", "."))),
        new MissingLanguages(),
        new ClassPathLoader(classes));
  }
}
