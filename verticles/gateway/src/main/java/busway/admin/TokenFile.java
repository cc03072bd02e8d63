package busway.admin;

import busway.config.Secret;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The file that tells the token to the user who runs the gateway and to nobody else, while the
 * gateway runs.
 */
public final class TokenFile implements AutoCloseable {

  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private final Path file;
  private final Secret token;

  private TokenFile(Path file, Secret token) {
    this.file = file;
    this.token = token;
  }

  /**
   * Where it may be for the gateway whose admin port this is, the best place first: below {@code
   * XDG_RUNTIME_DIR}, then below the user's home.
   */
  public static List<Path> places(int port, Map<String, String> environment, String home) {
    String name = "admin-" + port + ".token";
    List<Path> places = new ArrayList<>();
    String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
    if (!runtime.isBlank()) {
      places.add(Path.of(runtime, "busway", name));
    }
    places.add(Path.of(home, ".busway", name));
    return places;
  }

  /** Writes it where that is possible; fails if it is nowhere. */
  static TokenFile write(List<Path> places, Secret token) throws IOException {
    IOException failure = new IOException("no place");
    for (Path place : places) {
      try {
        return write(place, token);
      } catch (IOException e) {
        failure.addSuppressed(e);
      }
    }
    throw failure;
  }

  /** In one step: no other file at this place, nor one half written, is ever taken for it. */
  private static TokenFile write(Path file, Secret token) throws IOException {
    Path absolute = file.toAbsolutePath();
    Path folder = absolute.getParent();
    if (folder == null) {
      throw new IOException(file + " is no file");
    }
    Files.createDirectories(folder, only("rwx------"));
    Path written = Files.createTempFile(folder, "admin-", ".new", only("rw-------"));
    try {
      Files.writeString(written, token.text() + "\n");
      move(written, absolute);
    } finally {
      Files.deleteIfExists(written);
    }
    return new TokenFile(absolute, token);
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static FileAttribute<?>[] only(String owner) {
    return POSIX
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(owner))
        }
        : new FileAttribute<?>[0];
  }

  /** Where it is. */
  public Path path() {
    return file;
  }

  /** Deletes it, unless another gateway has put its own in its place. */
  @Override
  public void close() throws IOException {
    if (Files.exists(file) && Files.readString(file).strip().equals(token.text())) {
      Files.delete(file);
    }
  }
}
