package busway.stalls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * For how long the JVM has stopped the whole program, for whatever reason: the collector, a dump of
 * threads, compiled code that is no longer valid. The JVM counts it in the file that {@code jstat}
 * reads; 0 where there is none ({@code -XX:-UsePerfData}). A look is a read of memory.
 *
 * <pre>
 * file   magic:4 order:1 major:1 minor:1 ready:1 used:4 overflow:4 changed:8 first:4 entries:4
 * entry  length:4 name:4 vector:4 type:1 flags:1 unit:1 variability:1 data:4, then name and data
 * </pre>
 */
final class Safepoints {

  private static final int MAGIC = 0xcafec0c0;
  private static final int HEADER_BYTES = 32;
  private static final byte LONG = 'J';
  private static final String AT = "sun.rt.safepointTime";
  private static final String UNTIL = "sun.rt.safepointSyncTime";
  private static final String TICKS = "sun.os.hrt.frequency";

  private final ByteBuffer file;
  private final int at;
  private final int until;
  private final double nsPerTick;

  /**
   * Finds the counters.
   *
   * @param file as the JVM writes it; it may be empty
   */
  Safepoints(ByteBuffer file) {
    this.file = ordered(file);
    this.at = offset(AT);
    this.until = offset(UNTIL);
    int ticks = offset(TICKS);
    this.nsPerTick = ticks == 0 ? 1 : 1e9 / this.file.getLong(ticks);
  }

  /** Those of this process. */
  static Safepoints open() {
    String user = System.getProperty("user.name", "");
    String process = Long.toString(ProcessHandle.current().pid());
    Path path = Path.of("/tmp", "hsperfdata_" + user, process);
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      return new Safepoints(file.map(FileChannel.MapMode.READ_ONLY, 0, Files.size(path)));
    } catch (IOException | RuntimeException none) {
      return new Safepoints(ByteBuffer.allocate(0));
    }
  }

  private static ByteBuffer ordered(ByteBuffer file) {
    if (file.limit() < HEADER_BYTES || file.getInt(0) != MAGIC) {
      return ByteBuffer.allocate(0);
    }
    return file.order(file.get(4) == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
  }

  /** Where a number is; 0 if there is none of that name. */
  private int offset(String name) {
    if (file.limit() == 0) {
      return 0;
    }
    int entry = file.getInt(24);
    for (int left = file.getInt(28); left > 0; left--) {
      if (file.get(entry + 12) == LONG && name.equals(name(entry))) {
        return entry + file.getInt(entry + 16);
      }
      entry += file.getInt(entry);
    }
    return 0;
  }

  private String name(int entry) {
    int start = entry + file.getInt(entry + 4);
    int end = start;
    while (file.get(end) != 0) {
      end++;
    }
    byte[] name = new byte[end - start];
    file.get(start, name);
    return new String(name, StandardCharsets.US_ASCII);
  }

  /** Whether this JVM counts them. */
  boolean counted() {
    return at > 0 && until > 0;
  }

  /** Nanoseconds since the start, with the time that it took all threads to stop. */
  long totalNs() {
    return counted() ? (long) ((file.getLong(at) + file.getLong(until)) * nsPerTick) : 0;
  }
}
