package busway;

import busway.config.Check;
import java.time.Duration;

/**
 * How the gateway stops.
 *
 * @param timeout from the signal to the exit: what is in flight by then is given up
 */
public record ShutdownConfig(Duration timeout) {

  public static final ShutdownConfig DEFAULTS = new ShutdownConfig(Duration.ofSeconds(10));

  public ShutdownConfig {
    Check.atLeast("timeout", timeout, 100);
  }
}
