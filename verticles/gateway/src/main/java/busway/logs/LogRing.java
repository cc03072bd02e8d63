package busway.logs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongConsumer;

/** The last lines of one deployment: so many, and so many bytes. From any thread. */
final class LogRing {

  private final int maxLines;
  private final int maxBytes;
  private final Deque<LogLine> lines = new ArrayDeque<>();
  private int bytes;
  private long added;
  private Instant last = Instant.EPOCH;

  LogRing(int maxLines, int maxBytes) {
    this.maxLines = maxLines;
    this.maxBytes = maxBytes;
  }

  synchronized void add(LogLine line) {
    lines.add(line);
    bytes += line.bytes();
    added++;
    last = line.time();
    while (lines.size() > maxLines || (bytes > maxBytes && lines.size() > 1)) {
      bytes -= lines.remove().bytes();
    }
    notifyAll();
  }

  /** When it was last added to. */
  synchronized Instant last() {
    return last;
  }

  /** The number that the line has from which on there are at most {@code most} lines. */
  synchronized long start(int most) {
    return added - Math.min(most, lines.size());
  }

  /**
   * What was added as number {@code from} and later, as far as it is still there.
   *
   * @param next told the number that the next line will have
   */
  synchronized List<LogLine> from(long from, LongConsumer next) {
    List<LogLine> found = new ArrayList<>();
    long number = added - lines.size();
    for (LogLine line : lines) {
      if (number++ >= from) {
        found.add(line);
      }
    }
    next.accept(added);
    return found;
  }

  /** Waits until a line with this number is there, no longer than {@code bound}. */
  synchronized void await(long number, Duration bound) throws InterruptedException {
    long endNs = System.nanoTime() + bound.toNanos();
    for (long leftNs = bound.toNanos(); added <= number && leftNs > 0; ) {
      wait(leftNs / 1_000_000, (int) (leftNs % 1_000_000));
      leftNs = endNs - System.nanoTime();
    }
  }
}
