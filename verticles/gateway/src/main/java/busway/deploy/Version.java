package busway.deploy;

import io.vertx.core.Deployable;
import java.nio.file.Path;
import java.util.List;

/** One version of a verticle's code, which instances are made of. From any thread. */
public interface Version extends AutoCloseable {

  /** A new instance. Blocks; never called on an event loop. */
  Deployable instance();

  /** What finds classes and resources for its threads. */
  default ClassLoader classLoader() {
    return Version.class.getClassLoader();
  }

  /** The files whose change makes it outdated; none where that is unknown. */
  List<Path> files();

  /** Ends what its instances still do, where that is possible. Blocks. */
  default void cancel() {}

  /** Frees class loaders and the like, once the last instance has stopped. Blocks. */
  @Override
  void close();
}
