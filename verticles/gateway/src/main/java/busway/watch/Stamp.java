package busway.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What tells at a glance that a file may have changed.
 *
 * @param modifiedNs when it was written last, since 1970
 * @param bytes how long it is; -1 if there is none
 * @param key what tells it from another file of the same name, where the system has such a thing
 */
record Stamp(long modifiedNs, long bytes, @Nullable Object key) {

  static final Stamp NONE = new Stamp(0, -1, null);

  /** That of the file which the path names now. */
  static Stamp of(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(
          attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
          attributes.size(),
          attributes.fileKey());
    } catch (IOException e) {
      return NONE;
    }
  }
}
