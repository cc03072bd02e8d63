package busway.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;

/** The spans of clients' frames: a client's trace goes on, and where it has none one may begin. */
record FrameTraces(Tracer tracer, Beginnings beginnings) implements ClientTraces {

  @Override
  public @Nullable ClientSpan begin(
      String transport, String operation, String address, @Nullable MultiMap headers) {
    Context trace = headers == null ? null : Propagation.read(headers);
    boolean sampled = trace == null ? beginnings.next() : Propagation.isSampled(trace);
    if (!sampled) {
      return null;
    }
    Context parent = trace == null ? Context.root() : trace;
    SpanBuilder builder =
        tracer
            .spanBuilder(SpanNames.of(operation, address))
            .setSpanKind(SpanKind.SERVER)
            .setParent(parent)
            .setAttribute(SpanNames.TRANSPORT, transport);
    Span span = SpanNames.message(builder, operation, "send", address).startSpan();
    MultiMap sent = headers == null ? MultiMap.caseInsensitiveMultiMap() : headers;
    Propagation.writeParent(parent.with(span), sent);
    return new FrameSpan(span, sent);
  }
}
