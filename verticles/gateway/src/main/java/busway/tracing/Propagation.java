package busway.tracing;

import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.vertx.core.MultiMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Traces in headers, as the W3C has it: {@code traceparent}, {@code tracestate}, {@code baggage}.
 */
final class Propagation {

  private static final String PARENT = "traceparent";
  private static final W3CTraceContextPropagator TRACE = W3CTraceContextPropagator.getInstance();
  private static final W3CBaggagePropagator BAGGAGE = W3CBaggagePropagator.getInstance();
  private static final Getter GETTER = new Getter();

  private Propagation() {}

  /** The trace that headers belong to, with its baggage; null if to none. */
  static @Nullable Context read(Iterable<Map.Entry<String, String>> headers) {
    if (GETTER.get(headers, PARENT) == null) {
      return null;
    }
    Context trace = TRACE.extract(Context.root(), headers, GETTER);
    return Span.fromContext(trace).getSpanContext().isValid()
        ? BAGGAGE.extract(trace, headers, GETTER)
        : null;
  }

  /** Whether a trace is sampled. */
  static boolean isSampled(Context trace) {
    return Span.fromContext(trace).getSpanContext().isSampled();
  }

  /** Writes the span of {@code trace} as the parent; baggage stays what it is. */
  static void writeParent(Context trace, MultiMap headers) {
    TRACE.inject(trace, headers, MultiMap::set);
  }

  /** Writes the span of {@code trace} as the parent, and its baggage. */
  static void write(Context trace, BiConsumer<String, String> headers) {
    TRACE.inject(trace, headers, BiConsumer::accept);
    BAGGAGE.inject(trace, headers, BiConsumer::accept);
  }

  private static final class Getter implements TextMapGetter<Iterable<Map.Entry<String, String>>> {

    @Override
    public Iterable<String> keys(Iterable<Map.Entry<String, String>> headers) {
      return ((MultiMap) headers).names();
    }

    @Override
    public @Nullable String get(
        @Nullable Iterable<Map.Entry<String, String>> headers, String name) {
      return headers instanceof MultiMap map ? map.get(name) : null;
    }
  }
}
