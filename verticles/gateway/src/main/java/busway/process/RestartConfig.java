package busway.process;

import busway.config.Check;
import java.time.Duration;

/**
 * When a process that has ended is started again.
 *
 * @param backoffMin how long the first restart waits; each further one twice as long
 * @param backoffMax the longest wait
 * @param resetAfter how long a process has to run well for the next wait to be the first again
 * @param limit restarts within {@code window}; one more, and the instance has failed
 * @param window the time in which restarts are counted
 */
public record RestartConfig(
    Duration backoffMin, Duration backoffMax, Duration resetAfter, int limit, Duration window) {

  public static final RestartConfig DEFAULTS =
      new RestartConfig(
          Duration.ofMillis(100),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          10,
          Duration.ofMinutes(5));

  public RestartConfig {
    Check.atLeast("backoff-min", backoffMin, 1);
    Check.atLeast("backoff-max", backoffMax, 1);
    Check.atLeast("reset-after", resetAfter, 1);
    Check.between("limit", limit, 0, 1_000_000);
    Check.atLeast("window", window, 1);
    if (backoffMin.compareTo(backoffMax) > 0) {
      throw Check.refused("backoff-min", backoffMin.toMillis() + "ms", "<= backoff-max");
    }
  }
}
