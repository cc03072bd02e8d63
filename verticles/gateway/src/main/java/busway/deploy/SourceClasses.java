package busway.deploy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The classes of one compiled source. */
final class SourceClasses extends ClassLoader {

  static {
    registerAsParallelCapable();
  }

  private final Map<String, byte[]> code;

  /**
   * Makes a loader of compiled classes.
   *
   * @param code by name, in the order of the source
   */
  SourceClasses(Map<String, byte[]> code, ClassLoader parent) {
    super("source", parent);
    this.code = new LinkedHashMap<>(code);
  }

  /** The public class that is a verticle, or else the first one. */
  Class<?> verticle() {
    Class<?> first = null;
    for (String name : code.keySet()) {
      Class<?> type = type(name);
      if (UserVerticle.isVerticle(type) && !type.isMemberClass() && !type.isAnonymousClass()) {
        first = first == null || isOnlyPublic(type, first) ? type : first;
      }
    }
    if (first == null) {
      throw new LoadException(
          "has no verticle (expected: a class that extends io.vertx.core.VerticleBase)");
    }
    return first;
  }

  private static boolean isOnlyPublic(Class<?> type, Class<?> other) {
    return Modifier.isPublic(type.getModifiers()) && !Modifier.isPublic(other.getModifiers());
  }

  private Class<?> type(String name) {
    try {
      return Class.forName(name, false, this);
    } catch (ClassNotFoundException | LinkageError e) {
      throw new LoadException("cannot be loaded: " + StartException.reason(e));
    }
  }

  /** Those of the source come before others of the same name. */
  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!code.containsKey(name)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = code.get(name);
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }

  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    byte[] bytes =
        name.endsWith(".class")
            ? code.get(name.substring(0, name.length() - 6).replace('/', '.'))
            : null;
    return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
  }
}
