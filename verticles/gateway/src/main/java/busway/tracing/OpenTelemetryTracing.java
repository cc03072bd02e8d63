package busway.tracing;

import busway.metrics.BuildInfo;
import busway.metrics.TraceSpans;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.vertx.core.VertxBuilder;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Traces by OpenTelemetry's SDK. What is sampled is decided before it is asked for a span. */
final class OpenTelemetryTracing implements Tracing {

  /** Kept, or its level would be forgotten: {@link SpanQueue} tells of failures itself. */
  private static final Logger EXPORTERS = Logger.getLogger("io.opentelemetry.exporter");

  private static final int MAX_ATTRIBUTE_CHARACTERS = 1_024;

  private final SpanQueue queue;
  private final Tracer tracer;
  private final Beginnings beginnings;

  private OpenTelemetryTracing(SpanQueue queue, Tracer tracer, Beginnings beginnings) {
    this.queue = queue;
    this.tracer = tracer;
    this.beginnings = beginnings;
  }

  static OpenTelemetryTracing start(TracingConfig config, TraceSpans spans) {
    EXPORTERS.setLevel(Level.OFF);
    OtlpHttpSpanExporter exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(config.endpoint())
            .setTimeout(config.exportTimeout())
            .setConnectTimeout(config.exportTimeout())
            .build();
    SpanQueue queue = SpanQueue.start(config, exporter, spans);
    SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .setResource(Resource.getDefault().merge(Resource.create(attributes(config))))
            .setSampler(Sampler.alwaysOn())
            .setSpanLimits(
                SpanLimits.builder().setMaxAttributeValueLength(MAX_ATTRIBUTE_CHARACTERS).build())
            .addSpanProcessor(queue)
            .build();
    return new OpenTelemetryTracing(queue, provider.get("busway"), new Beginnings(config.sample()));
  }

  private static Attributes attributes(TracingConfig config) {
    return Attributes.builder()
        .put(AttributeKey.stringKey("service.name"), config.serviceName())
        .put(AttributeKey.stringKey("service.instance.id"), UUID.randomUUID().toString())
        .put(AttributeKey.stringKey("service.version"), BuildInfo.read().version())
        .build();
  }

  @Override
  public VertxBuilder install(VertxBuilder builder) {
    return builder.withTracer(options -> new BusTracer(tracer, beginnings));
  }

  @Override
  public ClientTraces clients() {
    return new FrameTraces(tracer, beginnings);
  }

  @Override
  public TaskTraces tasks() {
    return (address, pool) -> RunSpan.arrived(tracer, address, pool);
  }

  @Override
  public CompletionStage<Void> close(Duration timeout) {
    return queue.close(timeout);
  }
}
