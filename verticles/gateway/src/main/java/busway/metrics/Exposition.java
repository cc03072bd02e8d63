package busway.metrics;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The text that Prometheus scrapes: the meters of the catalogue, and Micrometer's of the JVM. */
final class Exposition implements AutoCloseable {

  private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(new BucketsAlone());
  private final JvmGcMetrics gc = new JvmGcMetrics();
  private final LoopHistogram scrapes = new LoopHistogram();

  Exposition(List<MeterSource> sources) {
    List<MeterBinder> jvm =
        List.of(
            gc,
            new JvmMemoryMetrics(),
            new JvmThreadMetrics(),
            new ClassLoaderMetrics(),
            new ProcessorMetrics(),
            new UptimeMetrics(),
            new OpenFiles());
    jvm.forEach(binder -> binder.bindTo(registry));
    registry.getPrometheusRegistry().register(new Catalogue(sources, scrapes));
  }

  /** Everything, now. One scrape at a time, so that {@link #scrapes} has one writer. */
  synchronized String text(ExpositionFormat format) {
    long beganNs = System.nanoTime();
    String text = registry.scrape(format.contentType());
    scrapes.record(System.nanoTime() - beganNs);
    return text;
  }

  @Override
  public void close() {
    gc.close();
  }

  /** Has exemplars on buckets alone: Prometheus 2 refuses a scrape that has one on a count. */
  private static final class BucketsAlone implements PrometheusConfig {

    @Override
    public @Nullable String get(String key) {
      return null;
    }

    @Override
    public Properties prometheusProperties() {
      return new Properties();
    }
  }

  /** The catalogue's meters as one collector, whose names nobody else may register. */
  private record Catalogue(List<MeterSource> sources, LoopHistogram scrapes)
      implements MultiCollector {

    @Override
    public MetricSnapshots collect() {
      Samples samples = new Samples();
      sources.forEach(source -> source.sample(samples));
      samples.add(Meter.SCRAPE, List.of(scrapes));
      return samples.snapshots();
    }

    @Override
    public List<String> getPrometheusNames() {
      return Arrays.stream(Meter.values()).map(Meter::baseName).toList();
    }
  }
}
