package busway.loops;

import busway.metrics.HandlersConfig;
import busway.metrics.Meter;
import busway.metrics.MeterSource;
import busway.metrics.Samples;

/** An event loop whose handlers are timed: all of them while its lag is high. */
record TimedLoop(MeasuredLoop loop, TimingSwitch timing) implements MeterSource {

  /** Begins to time what is delivered on the loop. */
  static TimedLoop of(MeasuredLoop loop, HandlersConfig config) {
    TimingSwitch timing = new TimingSwitch(config, System::nanoTime);
    CurrentHandler current =
        loop.activity().map(LoopActivity::handler).orElseGet(CurrentHandler::new);
    loop.execute(new LoopTimes(current, timing)::bind);
    return new TimedLoop(loop, timing);
  }

  /** Looks at the lag. On the prober's thread. */
  void tick() {
    timing.lag(loop.lagNs());
  }

  @Override
  public void sample(Samples samples) {
    samples.add(Meter.EVENTBUS_TIMING_FULL, timing.full() ? 1 : 0, loop.name());
  }
}
