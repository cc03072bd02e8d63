package busway.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/**
 * The run of a task, in the trace of the message that asked for it. While it runs it is
 * OpenTelemetry's current span, so that the task may add to it and carry its trace on.
 */
final class RunSpan implements TaskSpan {

  private final Tracer tracer;
  private final Context trace;
  private final String address;
  private final String pool;
  private @Nullable Span span;
  private @Nullable Scope scope;

  private RunSpan(Tracer tracer, Context trace, String address, String pool) {
    this.tracer = tracer;
    this.trace = trace;
    this.address = address;
    this.pool = pool;
  }

  /** The span of a request that arrives in the current context. */
  static TaskSpan arrived(Tracer tracer, String address, String pool) {
    Context trace = BusTracer.current(Vertx.currentContext());
    return trace != null && Propagation.isSampled(trace)
        ? new RunSpan(tracer, trace, address, pool)
        : NONE;
  }

  @Override
  @SuppressWarnings("MustBeClosedChecker") // closed by end
  public void begin() {
    Span begun =
        tracer
            .spanBuilder(SpanNames.of("run", address))
            .setSpanKind(SpanKind.INTERNAL)
            .setParent(trace)
            .setAttribute(SpanNames.POOL, pool)
            .startSpan();
    span = begun;
    scope = trace.with(begun).makeCurrent();
  }

  @Override
  public void end(@Nullable Throwable fault) {
    if (scope != null) {
      scope.close();
    }
    if (span != null) {
      if (fault != null) {
        SpanNames.failed(span, fault);
      }
      span.end();
    }
  }

  @Override
  public void failed(int code) {
    SpanNames.failed(Span.fromContext(trace), "RECIPIENT_FAILURE", code);
  }
}
