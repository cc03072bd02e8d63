package busway.logs;

import java.time.Duration;
import java.util.List;

/**
 * A reader of one deployment's lines, the old ones first. What it does not read in time is lost to
 * it. Used by one thread.
 */
public final class LogTail {

  private final LogRing ring;
  private long next;

  LogTail(LogRing ring, long next) {
    this.ring = ring;
    this.next = next;
  }

  /** The lines that it has not read yet. */
  public List<LogLine> read() {
    return ring.from(next, number -> next = number);
  }

  /** The lines that it has not read yet; waits for one if there is none. */
  public List<LogLine> await(Duration bound) throws InterruptedException {
    ring.await(next, bound);
    return read();
  }
}
