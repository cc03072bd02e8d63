package busway.stalls;

import busway.metrics.BoundedLabels;
import busway.metrics.LoopCounter;
import busway.metrics.LoopHistogram;
import busway.metrics.Meter;
import busway.metrics.MeterSource;
import busway.metrics.Samples;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The stalls since the start, counted by the watchdog's thread and read from any. */
final class StallTotals implements MeterSource {

  private final BoundedLabels culprits;
  private final Map<Series, LoopCounter> counts = new ConcurrentHashMap<>();
  private final Map<StallCause, LoopHistogram> lengths = new EnumMap<>(StallCause.class);

  private record Series(String loop, StallCause cause, String culprit) {}

  /**
   * Makes zeros.
   *
   * @param maxCulprits culprits that have a label of their own
   */
  StallTotals(List<String> loops, int maxCulprits) {
    this.culprits = new BoundedLabels(maxCulprits);
    for (StallCause cause : StallCause.values()) {
      lengths.put(cause, new LoopHistogram());
      loops.forEach(
          loop -> count(loop, cause, cause.hasCulprit() ? BoundedLabels.OTHER : Culprit.NONE));
    }
  }

  private LoopCounter count(String loop, StallCause cause, String culprit) {
    return counts.computeIfAbsent(new Series(loop, cause, culprit), series -> new LoopCounter());
  }

  void add(Stall stall) {
    count(stall.loop(), stall.cause(), label(stall.culprit())).increment();
    Objects.requireNonNull(lengths.get(stall.cause())).record(stall.times().totalNs());
  }

  private String label(String culprit) {
    return Culprit.named(culprit) ? culprits.of(culprit) : culprit;
  }

  @Override
  public void sample(Samples samples) {
    counts.forEach(
        (series, count) ->
            samples.add(
                Meter.EVENTLOOP_STALLS,
                count.value(),
                series.loop,
                series.cause.label(),
                series.culprit));
    lengths.forEach(
        (cause, length) -> samples.add(Meter.EVENTLOOP_STALL, List.of(length), cause.label()));
  }
}
