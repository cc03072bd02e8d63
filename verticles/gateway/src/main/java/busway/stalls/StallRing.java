package busway.stalls;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The last stalls that are over, newest first. From any thread. */
final class StallRing {

  private final int keep;
  private final Deque<Stall> stalls = new ArrayDeque<>();
  private long total;

  /**
   * Makes an empty one.
   *
   * @param keep so many
   */
  StallRing(int keep) {
    this.keep = keep;
  }

  synchronized void add(Stall stall) {
    total++;
    stalls.addFirst(stall);
    if (stalls.size() > keep) {
      stalls.removeLast();
    }
  }

  synchronized List<Stall> newestFirst() {
    return new ArrayList<>(stalls);
  }

  /** How many there ever were. */
  synchronized long total() {
    return total;
  }
}
