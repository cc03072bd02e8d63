package busway.loops;

import busway.metrics.LoopCounter;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The long turns of one event loop on their way to the watchdog, in order. An ordinary turn costs a
 * comparison.
 */
public final class LongTurns {

  /** So many seconds of stalls, at the shortest, may the watchdog sleep through. */
  static final int BOUND = 1_024;

  private final Queue<LongTurn> turns = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final LoopCounter missed = new LoopCounter();
  private volatile long atLeastNs = Long.MAX_VALUE;
  private volatile @Nullable ThreadTimes times;

  /**
   * Begins to keep turns.
   *
   * @param leastNs the shortest that are long
   * @param ofLoop of the loop's thread, for that thread alone
   */
  public void keep(long leastNs, ThreadTimes ofLoop) {
    times = ofLoop;
    atLeastNs = leastNs;
  }

  /** A turn is over. Only from the loop. */
  void ended(long sinceNs, long untilNs) {
    if (untilNs - sinceNs >= atLeastNs) {
      add(sinceNs, untilNs);
    }
  }

  private void add(long sinceNs, long untilNs) {
    ThreadTimes now = times;
    if (now == null || waiting.get() >= BOUND) {
      missed.increment();
      return;
    }
    waiting.incrementAndGet();
    turns.add(new LongTurn(sinceNs, untilNs, now.cpuNs(), now.queuedNs()));
  }

  /** The oldest that was over by then, for the watchdog alone. */
  public @Nullable LongTurn poll(long byNs) {
    LongTurn turn = turns.peek();
    if (turn == null || turn.untilNs() - byNs > 0) {
      return null;
    }
    waiting.decrementAndGet();
    return turns.remove();
  }

  /** The oldest that is left, for the watchdog alone. */
  public @Nullable LongTurn next() {
    return turns.peek();
  }

  /** Turns that there was no room for. */
  public long missed() {
    return missed.value();
  }
}
