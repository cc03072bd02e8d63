package busway.deploy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Loads a jar into a class loader of its own: the class after {@code !}, or the {@code
 * Main-Verticle} of its manifest.
 */
public final class JarLoader implements Loader {

  private static final String SUFFIX = ".jar";

  private final ClassLoader parent;

  /** Asks {@code parent} for what the jar does not have, and for Vert.x. */
  public JarLoader(ClassLoader parent) {
    this.parent = parent;
  }

  @Override
  public boolean loads(String main) {
    return file(main).toLowerCase(Locale.ROOT).endsWith(SUFFIX);
  }

  private static String file(String main) {
    int end = main.indexOf(SUFFIX + "!");
    return end < 0 ? main : main.substring(0, end + SUFFIX.length());
  }

  @Override
  public Version load(VerticleConfig config) {
    String file = file(config.main());
    Path jar = Path.of(file).toAbsolutePath().normalize();
    if (!Files.isRegularFile(jar) || !Files.isReadable(jar)) {
      throw new LoadException("no such file (expected: a jar that can be read)");
    }
    String chosen = config.main().substring(Math.min(config.main().length(), file.length() + 1));
    JarCopy copy = JarCopy.of(jar, config.name());
    try {
      return load(copy, chosen.isEmpty() ? copy.mainVerticle() : chosen);
    } catch (RuntimeException | Error e) { // an initializer of the user's may throw anything
      copy.close();
      throw e;
    }
  }

  private Version load(JarCopy copy, String main) {
    JarClasses classes = new JarClasses(copy.urls(), parent);
    try {
      return new JarVersion(copy, classes, UserVerticle.find(main, classes, "in the jar: " + main));
    } catch (RuntimeException | Error e) {
      classes.shut();
      throw e;
    }
  }
}
