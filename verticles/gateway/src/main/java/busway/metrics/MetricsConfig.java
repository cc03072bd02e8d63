package busway.metrics;

import busway.config.Check;
import java.time.Duration;

/**
 * How the gateway measures itself.
 *
 * @param lagProbeInterval how often each event loop is asked to run an empty task, whose delay is
 *     its lag
 * @param loopInstruments whether each event loop notes where its time goes
 * @param stalls how the loops' stalls are watched
 */
public record MetricsConfig(
    Duration lagProbeInterval, boolean loopInstruments, StallsConfig stalls) {

  public static final MetricsConfig DEFAULTS =
      new MetricsConfig(Duration.ofMillis(100), true, StallsConfig.DEFAULTS);

  public MetricsConfig {
    Check.atLeast("lag-probe-interval", lagProbeInterval, 1);
  }
}
