package busway.metrics;

import busway.config.Check;
import java.time.Duration;

/**
 * How the gateway measures itself.
 *
 * @param lagProbeInterval how often each event loop is asked to run an empty task, whose delay is
 *     its lag
 * @param loopInstruments whether each event loop notes where its time goes
 * @param jfr whether the JVM's flight recorder runs, which alone knows of pinned virtual threads
 * @param stalls how the loops' stalls are watched
 * @param handlers how the handlers of the event bus are timed
 */
public record MetricsConfig(
    Duration lagProbeInterval,
    boolean loopInstruments,
    boolean jfr,
    StallsConfig stalls,
    HandlersConfig handlers) {

  public static final MetricsConfig DEFAULTS =
      new MetricsConfig(
          Duration.ofMillis(100), true, true, StallsConfig.DEFAULTS, HandlersConfig.DEFAULTS);

  public MetricsConfig {
    Check.atLeast("lag-probe-interval", lagProbeInterval, 1);
  }
}
