package busway.deploy;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A private copy of a jar, of those that its manifest's {@code Class-Path} names and of those in
 * the folder {@code lib} beside it: replacing the originals does it no harm.
 *
 * @param originals the jar and the others
 * @param urls the copies, and folders of the {@code Class-Path} as they are
 */
record JarCopy(Path folder, Attributes manifest, List<Path> originals, List<URL> urls)
    implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(JarCopy.class);

  static JarCopy of(Path jar, String name) {
    Path folder = null;
    try {
      Attributes manifest = manifest(jar);
      folder = Files.createTempDirectory("busway-" + name + "-");
      List<Path> originals = new ArrayList<>();
      List<URL> urls = new ArrayList<>();
      for (Path entry : entries(jar, manifest)) {
        boolean isFolder = Files.isDirectory(entry);
        urls.add(url(isFolder ? entry : copy(entry, folder.resolve(urls.size() + ".jar"))));
        originals.add(entry);
      }
      return new JarCopy(folder, manifest, originals, urls);
    } catch (IOException e) {
      if (folder != null) {
        delete(folder);
      }
      throw new LoadException("cannot be read as a jar: " + StartException.reason(e));
    }
  }

  private static Attributes manifest(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      Manifest manifest = file.getManifest();
      return manifest == null ? new Attributes() : manifest.getMainAttributes();
    }
  }

  private static Set<Path> entries(Path jar, Attributes manifest) throws IOException {
    Path beside = jar.resolveSibling("");
    Set<Path> entries = new LinkedHashSet<>(List.of(jar));
    String classPath = manifest.getValue(Attributes.Name.CLASS_PATH);
    for (String entry : classPath == null ? new String[0] : classPath.split(" +")) {
      Path path = beside.resolve(entry).normalize();
      if (!entry.isEmpty() && Files.exists(path)) {
        entries.add(path);
      }
    }
    Path lib = beside.resolve("lib");
    if (Files.isDirectory(lib)) {
      try (DirectoryStream<Path> jars = Files.newDirectoryStream(lib, "*.jar")) {
        List<Path> sorted = new ArrayList<>();
        jars.forEach(sorted::add);
        sorted.stream().sorted().forEach(entries::add);
      }
    }
    return entries;
  }

  private static Path copy(Path from, Path to) throws IOException {
    return Files.copy(from, to);
  }

  private static URL url(Path path) throws MalformedURLException {
    return path.toUri().toURL();
  }

  /** The class that the manifest names. */
  String mainVerticle() {
    String main = manifest.getValue("Main-Verticle");
    if (main == null || main.isBlank()) {
      throw new LoadException(
          "names no verticle (expected: Main-Verticle in its manifest, or x.jar!com.acme.Main)");
    }
    return main.strip();
  }

  @Override
  public void close() {
    delete(folder);
  }

  private static void delete(Path folder) {
    try (DirectoryStream<Path> copies = Files.newDirectoryStream(folder)) {
      for (Path copy : copies) {
        Files.delete(copy);
      }
      Files.delete(folder);
    } catch (IOException e) {
      LOG.warn("{} cannot be deleted: {}", folder, StartException.reason(e));
    }
  }
}
