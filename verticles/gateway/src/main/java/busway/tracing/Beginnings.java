package busway.tracing;

import java.util.concurrent.ThreadLocalRandom;

/** Decides which of the traces that begin here are sampled. From any thread. */
final class Beginnings {

  private final long sampled;

  /**
   * Makes the decider.
   *
   * @param share 0 to 1
   */
  Beginnings(double share) {
    sampled = share == 1 ? Long.MAX_VALUE : (long) (share * Long.MAX_VALUE);
  }

  /** Whether the next one is. */
  boolean next() {
    return ThreadLocalRandom.current().nextLong(Long.MAX_VALUE) < sampled;
  }
}
