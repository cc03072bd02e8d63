package busway.metrics;

import busway.config.Check;
import java.time.Duration;

/**
 * How stalls of the event loops are watched.
 *
 * @param enabled whether they are; needs the loops' instruments
 * @param threshold the shortest stall, 1 ms to 1 minute
 * @param keep how many are kept for {@code /admin/stalls}
 * @param culprits how many have a label of their own; later ones are {@code other}
 * @param logPerMinute the most lines that they may add to the log in one minute
 */
public record StallsConfig(
    boolean enabled, Duration threshold, int keep, int culprits, int logPerMinute) {

  public static final StallsConfig DEFAULTS =
      new StallsConfig(true, Duration.ofMillis(10), 100, 20, 20);

  public StallsConfig {
    Check.atLeast("threshold", threshold, 1);
    if (threshold.compareTo(Duration.ofMinutes(1)) > 0) {
      throw Check.refused("threshold", threshold.toMillis() + "ms", "<= 1m");
    }
    Check.between("keep", keep, 1, 10_000);
    Check.between("culprits", culprits, 1, 200);
    Check.between("log-per-minute", logPerMinute, 0, 6_000);
  }
}
