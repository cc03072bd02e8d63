package busway.process;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.function.DoubleSupplier;

/**
 * When one instance is started again: each time after twice as long, until it has run well for a
 * while, and not too often. Belongs to one event loop.
 */
final class Restarts {

  private final RestartConfig config;
  private final DoubleSupplier random;
  private final Deque<Long> timesNs = new ArrayDeque<>();
  private long nextMs;

  /**
   * Makes it for a new instance.
   *
   * @param random 0 to 1: instances that end together do not start together
   */
  Restarts(RestartConfig config, DoubleSupplier random) {
    this.config = config;
    this.random = random;
    this.nextMs = config.backoffMin().toMillis();
  }

  /**
   * Notes a restart.
   *
   * @param ranNs how long the process has run well, 0 if it never did
   * @return how long it waits, in milliseconds; nothing if there were too many
   */
  OptionalLong next(long nowNs, long ranNs) {
    long sinceNs = nowNs - config.window().toNanos();
    while (!timesNs.isEmpty() && timesNs.getFirst() - sinceNs < 0) {
      timesNs.removeFirst();
    }
    if (timesNs.size() >= config.limit()) {
      return OptionalLong.empty();
    }
    timesNs.add(nowNs);
    return OptionalLong.of(delayMs(ranNs));
  }

  /** Half of the wait is certain, half of it is chance. */
  private long delayMs(long ranNs) {
    if (ranNs >= config.resetAfter().toNanos()) {
      nextMs = config.backoffMin().toMillis();
    }
    long ms = nextMs;
    nextMs = Math.min(2 * nextMs, config.backoffMax().toMillis());
    return Math.max(1, Math.round(ms * (1 + random.getAsDouble()) / 2));
  }
}
