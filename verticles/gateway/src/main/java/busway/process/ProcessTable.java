package busway.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The processes of the system, as Linux tells of them. Elsewhere it is empty. */
final class ProcessTable {

  private static final Path PROC = Path.of("/proc");

  /** As the kernel shows CPU time, whatever its own clock is. */
  private static final double TICKS_A_SECOND = 100;

  private ProcessTable() {}

  /**
   * A process.
   *
   * @param session the process that leads its session
   * @param cpuSeconds of it and of its children that have ended
   */
  record Entry(long pid, long session, double cpuSeconds) {

    /** Bytes in memory now, 0 if it is gone. */
    long memoryBytes() {
      String status = text(PROC.resolve(pid + "/status"));
      int at = status == null ? -1 : status.indexOf("VmRSS:");
      if (status == null || at < 0) {
        return 0;
      }
      String number = status.substring(at + 6, status.indexOf("kB", at)).strip();
      return Long.parseLong(number) << 10;
    }

    /** Whether {@code variable=value} is in its environment. */
    boolean has(String assignment) {
      String environ = text(PROC.resolve(pid + "/environ"));
      return environ != null && environ.contains(assignment);
    }
  }

  /** All that have not ended. */
  static List<Entry> now() {
    List<Entry> all = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path entry : entries) {
        String stat = text(entry.resolve("stat"));
        Entry process = stat == null ? null : parse(stat);
        if (process != null) {
          all.add(process);
        }
      }
    } catch (IOException e) {
      return List.of();
    }
    return all;
  }

  /** The line of {@code /proc/PID/stat}; null for a process that has ended. */
  static @Nullable Entry parse(String stat) {
    int name = stat.lastIndexOf(')');
    String[] fields = stat.substring(name + 2).split(" ");
    if (fields[0].equals("Z") || fields[0].equals("X")) {
      return null;
    }
    long pid = Long.parseLong(stat.substring(0, stat.indexOf(' ')));
    long ticks = 0;
    for (int i = 11; i <= 14; i++) {
      ticks += Long.parseLong(fields[i]);
    }
    return new Entry(pid, Long.parseLong(fields[3]), ticks / TICKS_A_SECOND);
  }

  private static @Nullable String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), ISO_8859_1);
    } catch (IOException e) {
      return null;
    }
  }
}
