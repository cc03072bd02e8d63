package busway.examples;

import busway.worker.TaskException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The regular files below one directory, and nothing else of the machine, whatever name a client
 * sends. Links are followed as long as they stay inside. Those who can write to the directory are
 * trusted; those who ask are not.
 */
final class SafeDirectory {

  private static final int MAX_NAME_LENGTH = 1_024;

  private final Path root;

  SafeDirectory(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new IllegalArgumentException(
          "directory: " + directory.toAbsolutePath() + " (expected: a directory)");
    }
    root = directory.toRealPath();
  }

  /** Opens a file for reading, by its path inside the directory. */
  FileChannel open(String name) throws IOException, TaskException {
    Path file = locate(inside(name), name);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) { // opening a pipe would block
      throw refused(400, name, "a regular file");
    }
    try {
      return FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    } catch (FileSystemException e) {
      throw refused(403, name, "a file that the gateway may read");
    }
  }

  /** The path as the name spells it, which leads nowhere but down. */
  private Path inside(String name) throws TaskException {
    if (name.isEmpty() || name.length() > MAX_NAME_LENGTH) {
      throw new TaskException(
          "file: %d characters (expected: 1 to %d)".formatted(name.length(), MAX_NAME_LENGTH));
    }
    try {
      Path path = root.getFileSystem().getPath(name);
      for (Path step : path) {
        if (step.toString().equals("..")) {
          throw refused(403, name, "a path without ..");
        }
      }
      if (path.isAbsolute()) {
        throw refused(403, name, "a path inside the directory");
      }
      return root.resolve(path);
    } catch (InvalidPathException e) {
      throw refused(400, name, "a path");
    }
  }

  /** The path with its links resolved, which may lead out. */
  private Path locate(Path path, String name) throws TaskException {
    Path real;
    try {
      real = path.toRealPath();
    } catch (NoSuchFileException e) {
      throw refused(404, name, "a file that is there");
    } catch (IOException e) {
      throw refused(400, name, "a path that the gateway can follow");
    }
    if (!real.startsWith(root)) {
      throw refused(403, name, "a path inside the directory");
    }
    return real;
  }

  private static TaskException refused(int code, String name, String expected) {
    return new TaskException(code, "file: " + name + " (expected: " + expected + ")");
  }
}
