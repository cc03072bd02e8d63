package busway.stalls;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How long one thread has waited for a CPU: the second number of Linux's {@code schedstat}. Zero on
 * other systems. Used by one thread at a time.
 */
final class RunQueue implements AutoCloseable {

  private static final Path PROC = Path.of("/proc");

  private final byte[] text = new byte[64];
  private @Nullable RandomAccessFile file;

  private RunQueue(@Nullable RandomAccessFile file) {
    this.file = file;
  }

  /** The file of the thread that calls. */
  static @Nullable Path ofCurrentThread() {
    try {
      Path thread = PROC.resolve(Files.readSymbolicLink(PROC.resolve("thread-self")));
      return thread.resolve("schedstat");
    } catch (IOException | UnsupportedOperationException elsewhere) {
      return null;
    }
  }

  /** Opens a thread's file, if there is one. */
  static RunQueue open(@Nullable Path schedstat) {
    try {
      return new RunQueue(schedstat == null ? null : new RandomAccessFile(schedstat.toFile(), "r"));
    } catch (IOException unreadable) {
      return new RunQueue(null);
    }
  }

  /** Nanoseconds that the thread has waited; 0 if nobody says. */
  long queuedNs() {
    RandomAccessFile open = file;
    if (open == null) {
      return 0;
    }
    try {
      open.seek(0);
      return second(text, open.read(text));
    } catch (IOException ended) {
      close();
      return 0;
    }
  }

  /** The second of the numbers in the text, which blanks divide; 0 if there is none. */
  static long second(byte[] text, int length) {
    int i = 0;
    while (i < length && text[i] != ' ') {
      i++;
    }
    long number = 0;
    for (i++; i < length && text[i] >= '0' && text[i] <= '9'; i++) {
      number = 10 * number + text[i] - '0';
    }
    return number;
  }

  @Override
  public void close() {
    RandomAccessFile open = file;
    file = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }
}
