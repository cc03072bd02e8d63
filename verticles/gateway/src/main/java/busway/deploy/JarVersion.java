package busway.deploy;

import io.vertx.core.Deployable;
import java.nio.file.Path;
import java.util.List;

/** A jar that has been loaded, and a copy of which stays open. */
record JarVersion(JarCopy copy, JarClasses classLoader, UserVerticle verticle) implements Version {

  @Override
  public Deployable instance() {
    return verticle.get();
  }

  @Override
  public List<Path> files() {
    return copy.originals();
  }

  @Override
  public void close() {
    classLoader.shut();
    copy.close();
  }
}
