package busway.deploy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Classes and resources of a jar, which come before those of the gateway's class path: but not
 * before the JDK's, and not before those that both sides have to have in common.
 */
final class JarClasses extends URLClassLoader {

  private static final Logger LOG = LoggerFactory.getLogger(JarClasses.class);
  private static final List<String> SHARED =
      List.of("io.vertx.", "io.netty.", "org.slf4j.", "busway.");

  static {
    registerAsParallelCapable();
    // A cached jar stays open, and in memory, after its loader has been closed.
    URLConnection.setDefaultUseCaches("jar", false);
  }

  private final ClassLoader parent;

  JarClasses(List<URL> jars, ClassLoader parent) {
    super("jar", jars.toArray(new URL[0]), parent);
    this.parent = parent;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      Class<?> found = loaded == null ? find(name) : loaded;
      if (resolve) {
        resolveClass(found);
      }
      return found;
    }
  }

  private Class<?> find(String name) throws ClassNotFoundException {
    Class<?> first = orNull(shared(name) ? parent : getPlatformClassLoader(), name);
    if (first != null) {
      return first;
    }
    try {
      return findClass(name);
    } catch (ClassNotFoundException e) {
      return parent.loadClass(name);
    }
  }

  private static boolean shared(String name) {
    return SHARED.stream().anyMatch(name::startsWith);
  }

  private static @Nullable Class<?> orNull(ClassLoader loader, String name) {
    try {
      return loader.loadClass(name);
    } catch (ClassNotFoundException e) {
      return null;
    }
  }

  @Override
  public @Nullable URL getResource(String name) {
    URL own = findResource(name);
    return own == null ? parent.getResource(name) : own;
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    List<URL> all = new ArrayList<>(Collections.list(findResources(name)));
    all.addAll(Collections.list(parent.getResources(name)));
    return Collections.enumeration(all);
  }

  /** Closes the jars. */
  void shut() {
    try {
      close();
    } catch (IOException e) {
      LOG.warn("a jar cannot be closed: {}", StartException.reason(e));
    }
  }
}
