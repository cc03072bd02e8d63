package busway.tracing;

import busway.metrics.TraceLink;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.vertx.core.MultiMap;

/** The span of one sampled frame. */
record FrameSpan(Span span, MultiMap headers) implements ClientSpan {

  @Override
  public TraceLink link() {
    SpanContext context = span.getSpanContext();
    return new TraceLink(context.getTraceId(), context.getSpanId());
  }

  @Override
  public void failed(String type, int code) {
    SpanNames.failed(span, type, code);
  }

  @Override
  public void end() {
    span.end();
  }
}
