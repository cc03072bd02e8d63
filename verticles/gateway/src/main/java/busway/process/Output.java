package busway.process;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one instance writes: lines in the log under its name, so many a second, and the last ones of
 * standard error. From any thread.
 */
final class Output {

  private static final int KEPT = 5;
  private static final int LONGEST = 300;
  private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);

  private final String deployment;
  private final Logger logger;
  private final ProcessLog log;
  private final int maxLinesPerSecond;
  private final LongAdder dropped;
  private final Deque<String> last = new ArrayDeque<>();
  private long secondNs = System.nanoTime();
  private int lines;

  /**
   * Makes it.
   *
   * @param dropped counts the lines that were too many
   */
  Output(
      String deployment, int instance, ProcessLog log, int maxLinesPerSecond, LongAdder dropped) {
    this.deployment = deployment;
    this.logger = LoggerFactory.getLogger("process." + deployment + '.' + instance);
    this.log = log;
    this.maxLinesPerSecond = maxLinesPerSecond;
    this.dropped = dropped;
  }

  /** Takes a line of standard output. */
  void out(String line) {
    if (admits()) {
      logger.info("{}", line);
      log.line(deployment, false, line);
    }
  }

  /** Takes a line of standard error. */
  void error(String line) {
    keep(line);
    if (admits()) {
      logger.warn("{}", line);
      log.line(deployment, true, line);
    }
  }

  /** The last lines of standard error since the last start, as one line. */
  synchronized String lastErrors() {
    return String.join(" | ", last);
  }

  /** Forgets the last lines: the process is started anew. */
  synchronized void begin() {
    last.clear();
  }

  private synchronized void keep(String line) {
    String text = line.strip();
    if (!text.isEmpty()) {
      last.add(text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text);
      if (last.size() > KEPT) {
        last.removeFirst();
      }
    }
  }

  /** The first line beyond the bound says so. */
  private synchronized boolean admits() {
    long nowNs = System.nanoTime();
    if (nowNs - secondNs >= SECOND_NS) {
      secondNs = nowNs;
      lines = 0;
    }
    lines++;
    if (lines <= maxLinesPerSecond) {
      return true;
    }
    dropped.increment();
    if (lines == maxLinesPerSecond + 1) {
      String told =
          "more than %d lines a second: the others are dropped (processes.max-lines-per-second)"
              .formatted(maxLinesPerSecond);
      logger.warn("{}", told);
      log.line(deployment, true, told);
    }
    return false;
  }
}
