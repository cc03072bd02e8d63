package busway.deploy;

import io.vertx.core.Deployable;
import java.nio.file.Path;
import java.util.List;

/** Loads verticles by the name of a class on the class path, where they stay as they are. */
public final class ClassPathLoader implements Loader {

  private final ClassLoader classes;

  /** Looks in {@code classes}. */
  public ClassPathLoader(ClassLoader classes) {
    this.classes = classes;
  }

  @Override
  public boolean loads(String main) {
    return true;
  }

  @Override
  public Version load(VerticleConfig config) {
    String main = config.main();
    if (main.indexOf('/') >= 0) {
      throw new LoadException(
          "is no verticle (expected: a class, x.jar, x.jar!Class, x.java, a script, process:COMMAND)");
    }
    return new OfClassPath(
        UserVerticle.find(main, classes, "on the class path (classpath, --classpath)"), classes);
  }

  private record OfClassPath(UserVerticle verticle, ClassLoader classLoader) implements Version {

    @Override
    public Deployable instance() {
      return verticle.get();
    }

    @Override
    public List<Path> files() {
      return List.of();
    }

    @Override
    public void close() {
      // the class path lives as long as the gateway
    }
  }
}
