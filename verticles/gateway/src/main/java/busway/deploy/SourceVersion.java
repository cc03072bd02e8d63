package busway.deploy;

import io.vertx.core.Deployable;
import java.nio.file.Path;
import java.util.List;

/** A source that has been compiled. */
record SourceVersion(Path file, ClassLoader classLoader, UserVerticle verticle) implements Version {

  @Override
  public Deployable instance() {
    return verticle.get();
  }

  @Override
  public List<Path> files() {
    return List.of(file);
  }

  @Override
  public void close() {
    // its classes are in memory, and go when nothing uses them
  }
}
