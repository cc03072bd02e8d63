package busway.deploy;

import busway.config.ConfigException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The class path of user code: jars, and folders with classes and jars directly inside. Its parent
 * is the gateway's own loader, so that Vert.x is the same on both sides.
 */
public final class UserClasses {

  private UserClasses() {}

  /** Opens a loader for as long as the process lives; refuses an entry that is not there. */
  public static ClassLoader open(List<Path> entries) {
    ClassLoader parent = UserClasses.class.getClassLoader();
    if (entries.isEmpty()) {
      return parent;
    }
    return open("user", entries, parent);
  }

  /** Opens a loader of that name. */
  static ClassLoader open(String name, List<Path> entries, ClassLoader parent) {
    return new URLClassLoader(
        name, jarsAndFolders(entries).stream().map(UserClasses::url).toArray(URL[]::new), parent);
  }

  /** The entries themselves, and the jars directly inside those that are folders. */
  static List<Path> jarsAndFolders(List<Path> entries) {
    List<Path> all = new ArrayList<>();
    for (Path entry : entries) {
      if (!Files.isReadable(entry)) {
        throw new ConfigException(
            "classpath", entry + " (expected: a folder or a jar that exists)");
      }
      all.addAll(withJars(entry));
    }
    return all;
  }

  private static List<Path> withJars(Path entry) {
    List<Path> paths = new ArrayList<>(List.of(entry));
    try {
      paths.addAll(Jars.in(entry));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return paths;
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new ConfigException("classpath", path + " (expected: a folder or a jar)");
    }
  }
}
