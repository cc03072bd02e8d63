package busway;

import busway.config.Check;
import java.time.Duration;

/**
 * How the gateway starts.
 *
 * @param timeout how long one verticle may take to start
 */
public record StartupConfig(Duration timeout) {

  public static final StartupConfig DEFAULTS = new StartupConfig(Duration.ofSeconds(30));

  public StartupConfig {
    Check.atLeast("timeout", timeout, 100);
  }
}
