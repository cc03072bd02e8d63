package busway.metrics;

import static java.util.Objects.requireNonNull;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of one scrape, by meter. Label values come in the order of the catalogue. */
public final class Samples {

  private static final Map<Meter, MetricMetadata> METADATA = new EnumMap<>(Meter.class);
  private static final Map<Meter, String[]> LABELS = new EnumMap<>(Meter.class);

  static {
    for (Meter meter : Meter.values()) {
      METADATA.put(meter, metadata(meter));
      LABELS.put(meter, meter.labels().toArray(String[]::new));
    }
  }

  private final Map<Meter, List<DataPointSnapshot>> points = new EnumMap<>(Meter.class);

  Samples() {}

  /** Made once: names are checked and rewritten when it is made. */
  private static MetricMetadata metadata(Meter meter) {
    Unit unit = meter.unit().isEmpty() ? null : new Unit(meter.unit());
    return new MetricMetadata(meter.baseName(), meter.description(), unit);
  }

  /** Adds a count. */
  public void add(Meter meter, long count, String... labelValues) {
    add(meter, (double) count, labelValues);
  }

  /** Adds the value of a counter, gauge or info. */
  public void add(Meter meter, double value, String... labelValues) {
    Labels labels = labels(meter, labelValues);
    add(
        meter,
        switch (meter.type()) {
          case COUNTER -> new CounterDataPointSnapshot(value, labels, null, 0L);
          case GAUGE -> new GaugeDataPointSnapshot(value, labels, null);
          case INFO -> new InfoDataPointSnapshot(labels);
          case HISTOGRAM -> throw new IllegalArgumentException(meter + " is a histogram");
        });
  }

  /** Adds the sum of histograms of one kind, which have the same buckets. */
  public void add(Meter meter, List<? extends DurationHistogram> parts, String... labelValues) {
    DurationHistogram first = parts.getFirst();
    double[] bounds = new double[first.buckets()];
    long[] counts = new long[bounds.length];
    @Nullable TracedDuration[] traced = new @Nullable TracedDuration[bounds.length];
    double sum = 0;
    for (DurationHistogram part : parts) {
      for (int i = 0; i < bounds.length; i++) {
        bounds[i] = part.bound(i);
        counts[i] += part.count(i);
        traced[i] = newer(traced[i], part.traced(i));
      }
      sum += part.sumNs() / 1e9;
    }
    add(
        meter,
        new HistogramDataPointSnapshot(
            ClassicHistogramBuckets.of(bounds, counts),
            sum,
            labels(meter, labelValues),
            exemplars(traced),
            0L));
  }

  private static @Nullable TracedDuration newer(
      @Nullable TracedDuration one, @Nullable TracedDuration other) {
    return one == null || (other != null && other.atMs() > one.atMs()) ? other : one;
  }

  /** One a bucket at most. The text format 0.0.4 has none and leaves them out. */
  private static Exemplars exemplars(@Nullable TracedDuration[] traced) {
    List<Exemplar> exemplars = new ArrayList<>();
    for (TracedDuration duration : traced) {
      if (duration != null) {
        TraceLink link = duration.link();
        exemplars.add(
            Exemplar.builder()
                .value(duration.seconds())
                .traceId(link.traceId())
                .spanId(link.spanId())
                .timestampMillis(duration.atMs())
                .build());
      }
    }
    return Exemplars.of(exemplars);
  }

  private void add(Meter meter, DataPointSnapshot point) {
    points.computeIfAbsent(meter, key -> new ArrayList<>()).add(point);
  }

  private static Labels labels(Meter meter, String... values) {
    return Labels.of(requireNonNull(LABELS.get(meter)), values);
  }

  /** Everything that was added, one family a meter. */
  MetricSnapshots snapshots() {
    List<MetricSnapshot> families = new ArrayList<>(points.size());
    points.forEach((meter, values) -> families.add(family(meter, values)));
    return new MetricSnapshots(families);
  }

  private static MetricSnapshot family(Meter meter, List<DataPointSnapshot> values) {
    MetricMetadata metadata = requireNonNull(METADATA.get(meter));
    return switch (meter.type()) {
      case COUNTER -> new CounterSnapshot(metadata, cast(CounterDataPointSnapshot.class, values));
      case GAUGE -> new GaugeSnapshot(metadata, cast(GaugeDataPointSnapshot.class, values));
      case INFO -> new InfoSnapshot(metadata, cast(InfoDataPointSnapshot.class, values));
      case HISTOGRAM ->
          new HistogramSnapshot(metadata, cast(HistogramDataPointSnapshot.class, values));
    };
  }

  private static <T> List<T> cast(Class<T> type, List<DataPointSnapshot> values) {
    return values.stream().map(type::cast).toList();
  }
}
