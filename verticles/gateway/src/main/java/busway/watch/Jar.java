package busway.watch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Whether a jar has been written to its end. */
final class Jar {

  private Jar() {}

  /** Whether its directory, which comes last, is there, and every entry has its checksum. */
  static boolean whole(Path file) {
    try (ZipFile jar = new ZipFile(file.toFile())) {
      for (ZipEntry entry : Collections.list(jar.entries())) {
        if (!whole(jar, entry)) {
          return false;
        }
      }
      return true;
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean whole(ZipFile jar, ZipEntry entry) throws IOException {
    CRC32 crc = new CRC32();
    try (InputStream in = new CheckedInputStream(jar.getInputStream(entry), crc)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return crc.getValue() == entry.getCrc();
  }
}
