package busway.deploy;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
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
    try {
      Attributes manifest = manifest(jar);
      Set<Path> entries = entries(jar, manifest);
      return of(manifest, entries, Files.createTempDirectory("busway-" + name + "-"));
    } catch (IOException | InvalidPathException e) {
      throw new LoadException("cannot be read as a jar: " + StartException.reason(e));
    }
  }

  private static JarCopy of(Attributes manifest, Set<Path> entries, Path folder)
      throws IOException {
    List<URL> urls = new ArrayList<>();
    try {
      for (Path entry : entries) {
        boolean isFolder = Files.isDirectory(entry);
        urls.add(url(isFolder ? entry : copy(entry, folder.resolve(urls.size() + ".jar"))));
      }
    } catch (IOException e) {
      delete(folder);
      throw e;
    }
    return new JarCopy(folder, manifest, List.copyOf(entries), urls);
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
    entries.addAll(Jars.in(beside.resolve("lib")));
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
