package busway.metrics;

import busway.config.Check;
import java.time.Duration;

/**
 * How the gateway measures itself.
 *
 * @param lagProbeInterval how often each event loop is asked to run an empty task, whose delay is
 *     its lag
 * @param jfr whether the JVM's flight recorder runs, which alone knows of pinned virtual threads
 */
public record MetricsConfig(Duration lagProbeInterval, boolean jfr) {

  public static final MetricsConfig DEFAULTS = new MetricsConfig(Duration.ofMillis(100), true);

  public MetricsConfig {
    Check.atLeast("lag-probe-interval", lagProbeInterval, 1);
  }
}
