package busway.polyglot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.graalvm.polyglot.io.FileSystem;

/**
 * The machine's files, and those of one script as they were when they were first read: instances of
 * one version run the same code, whenever they start. Packages below {@code node_modules}, {@code
 * site-packages} and hidden folders are no part of the script. From any thread.
 */
final class Snapshot implements FileSystem {

  private final FileSystem disk = FileSystem.newDefaultFileSystem();
  private final Map<Path, byte[]> sources = new ConcurrentHashMap<>();
  private final Language language;
  private final Path folder;

  Snapshot(Language language, Path main) throws IOException {
    this.language = language;
    this.folder = main.toRealPath().resolveSibling("");
    read(main.toRealPath());
  }

  /** The files of the script that were read so far. */
  List<Path> files() {
    return sources.keySet().stream().sorted().toList();
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    boolean reads = options.isEmpty() || options.equals(Set.of(StandardOpenOption.READ));
    if (reads && isSource(path)) {
      return new BytesChannel(read(path.toRealPath()));
    }
    return disk.newByteChannel(path, options, attributes);
  }

  private byte[] read(Path path) throws IOException {
    try {
      return sources.computeIfAbsent(path, Snapshot::bytes);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static byte[] bytes(Path path) {
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isSource(Path path) throws IOException {
    Path name = path.getFileName();
    if (name == null || !language.owns(name.toString()) || !Files.isRegularFile(path)) {
      return false;
    }
    Path real = path.toRealPath();
    if (!real.startsWith(folder)) {
      return false;
    }
    for (Path part : folder.relativize(real)) {
      String text = part.toString();
      if (text.startsWith(".") || text.equals("node_modules") || text.equals("site-packages")) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Path parsePath(URI uri) {
    return disk.parsePath(uri);
  }

  @Override
  public Path parsePath(String path) {
    return disk.parsePath(path);
  }

  @Override
  public void checkAccess(Path path, Set<? extends AccessMode> modes, LinkOption... options)
      throws IOException {
    disk.checkAccess(path, modes, options);
  }

  @Override
  public void createDirectory(Path path, FileAttribute<?>... attributes) throws IOException {
    disk.createDirectory(path, attributes);
  }

  @Override
  public void delete(Path path) throws IOException {
    disk.delete(path);
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path path, DirectoryStream.Filter<? super Path> filter) throws IOException {
    return disk.newDirectoryStream(path, filter);
  }

  @Override
  public Path toAbsolutePath(Path path) {
    return disk.toAbsolutePath(path);
  }

  @Override
  public Path toRealPath(Path path, LinkOption... options) throws IOException {
    return disk.toRealPath(path, options);
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
      throws IOException {
    return disk.readAttributes(path, attributes, options);
  }

  @Override
  public void setAttribute(Path path, String attribute, Object value, LinkOption... options)
      throws IOException {
    disk.setAttribute(path, attribute, value, options);
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) throws IOException {
    disk.copy(source, target, options);
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    disk.move(source, target, options);
  }

  @Override
  public void createLink(Path link, Path existing) throws IOException {
    disk.createLink(link, existing);
  }

  @Override
  public void createSymbolicLink(Path link, Path target, FileAttribute<?>... attributes)
      throws IOException {
    disk.createSymbolicLink(link, target, attributes);
  }

  @Override
  public Path readSymbolicLink(Path link) throws IOException {
    return disk.readSymbolicLink(link);
  }

  @Override
  public Path getTempDirectory() {
    return disk.getTempDirectory();
  }
}
