package busway.loops;

import busway.metrics.GatewayMetrics;
import busway.metrics.HandlerTimer;
import busway.metrics.HandlerTimers;
import busway.metrics.Meter;
import busway.metrics.MeterSource;
import busway.metrics.Samples;
import busway.vertx.Localities;
import java.util.List;

/**
 * Judges, with each probe of the event loops, whether what a loop sends to one consumer of several
 * had better stay on it: while the loops are busy, for then it pays, and equally so, for else it is
 * better spread.
 */
public final class LoadBalance implements MeterSource {

  private final List<BusyLoop> loops;

  LoadBalance(List<BusyLoop> loops) {
    this.loops = loops;
  }

  /** Begins to judge, if there are several loops. Before any consumer is registered. */
  public static void start(
      EventLoops loops, Localities localities, GatewayMetrics metrics, Balance balance) {
    if (balance == Balance.ROUND_ROBIN || loops.loops().size() < 2) {
      return;
    }
    LoadBalance started =
        new LoadBalance(
            loops.loops().stream()
                .map(loop -> new BusyLoop(loop.name(), loop::utilisation, loop.in(localities)))
                .toList());
    HandlerTimers timers = metrics.timers();
    metrics.time(address -> arranged(localities, address, timers));
    metrics.add(started);
    loops.watch(started::judge);
  }

  private static HandlerTimer arranged(
      Localities localities, String address, HandlerTimers timers) {
    localities.applyTo(address);
    return timers.timer(address);
  }

  void judge() {
    double least = loops.stream().mapToDouble(BusyLoop::utilisation).min().orElse(0);
    loops.forEach(loop -> loop.judge(least));
  }

  @Override
  public void sample(Samples samples) {
    for (BusyLoop loop : loops) {
      samples.add(Meter.EVENTLOOP_LOCAL_FIRST, loop.keeps() ? 1 : 0, loop.name());
    }
  }
}
