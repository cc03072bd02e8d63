package busway.bench.load;

import java.time.Duration;

/**
 * How long the parts of a run last.
 *
 * @param warmup load before anything is measured
 * @param duration load that is measured
 * @param timeout how long connecting, preparing and the last answers may take, each
 */
record Phases(Duration warmup, Duration duration, Duration timeout) {

  Phases {
    if (duration.isZero()) {
      throw new Refusal("--duration", "0ms", "1ms to 60m");
    }
    if (timeout.isZero()) {
      throw new Refusal("--timeout", "0ms", "1ms to 60m");
    }
  }
}
