package busway.deploy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * How fast a count grows: over the last ten seconds, or since it was asked for last if that is
 * longer ago.
 */
final class Rate {

  private static final long WINDOW_NS = TimeUnit.SECONDS.toNanos(10);
  private static final long APART_NS = TimeUnit.SECONDS.toNanos(1);

  private final Deque<Count> counts = new ArrayDeque<>();

  private record Count(long atNs, long count) {}

  /** Begins at a count of nothing. */
  Rate(long nowNs) {
    counts.add(new Count(nowNs, 0));
  }

  synchronized double perSecond(long nowNs, long count) {
    while (counts.size() > 1 && nowNs - second().atNs() >= WINDOW_NS) {
      counts.removeFirst();
    }
    Count first = counts.getFirst();
    if (nowNs - counts.getLast().atNs() >= APART_NS) {
      counts.addLast(new Count(nowNs, count));
    }
    long spanNs = nowNs - first.atNs();
    return spanNs <= 0 ? 0 : Math.max(0, count - first.count()) * 1e9 / spanNs;
  }

  private Count second() {
    return counts.stream().skip(1).findFirst().orElseThrow();
  }
}
