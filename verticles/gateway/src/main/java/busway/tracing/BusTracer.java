package busway.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.spi.context.storage.ContextLocal;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingPolicy;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The spans of what verticles receive and send: messages of the event bus, and requests of the HTTP
 * and other clients of Vert.x. A trace goes on where there is one, sampled or not, and begins only
 * where somebody asks for it by {@link TracingPolicy#ALWAYS}.
 *
 * <p>The trace of what is being handled is kept in the context of Vert.x, which is one of its own
 * for each message.
 */
final class BusTracer implements VertxTracer<@Nullable Span, @Nullable Span> {

  private static final ContextLocal<Context> CURRENT = ContextLocal.registerLocal(Context.class);

  private final Tracer tracer;
  private final Beginnings beginnings;

  BusTracer(Tracer tracer, Beginnings beginnings) {
    this.tracer = tracer;
    this.beginnings = beginnings;
  }

  /** The trace of what is being handled in a context. */
  static @Nullable Context current(io.vertx.core.@Nullable Context vertx) {
    return vertx == null ? null : CURRENT.get(vertx);
  }

  @Override
  public <R> @Nullable Span receiveRequest(
      io.vertx.core.Context vertx,
      io.vertx.core.spi.tracing.SpanKind kind,
      TracingPolicy policy,
      R request,
      String operation,
      Iterable<Map.Entry<String, String>> headers,
      TagExtractor<R> tags) {
    Context trace =
        policy == TracingPolicy.IGNORE ? null : begun(Propagation.read(headers), policy);
    if (trace == null) {
      return null;
    }
    Span span = null;
    Context current = trace;
    if (trace == Context.root() || Propagation.isSampled(trace)) {
      span = received(trace, request, operation, tags).startSpan();
      current = trace.with(span);
    }
    CURRENT.put(vertx, current);
    return span;
  }

  private <R> SpanBuilder received(
      Context trace, R request, String operation, TagExtractor<R> tags) {
    if (request instanceof Message<?> message) {
      String address = message.address();
      return message(trace, SpanKind.CONSUMER, "process", "process", address);
    }
    return other(trace, SpanKind.SERVER, request, operation, tags);
  }

  @Override
  public <R> void sendResponse(
      io.vertx.core.Context vertx,
      R response,
      @Nullable Span span,
      @Nullable Throwable failure,
      TagExtractor<R> tags) {
    end(response, span, failure, tags);
  }

  @Override
  public <R> @Nullable Span sendRequest(
      io.vertx.core.Context vertx,
      io.vertx.core.spi.tracing.SpanKind kind,
      TracingPolicy policy,
      R request,
      String operation,
      BiConsumer<String, String> headers,
      TagExtractor<R> tags) {
    Context trace =
        policy == TracingPolicy.IGNORE || isReply(request)
            ? null
            : begun(CURRENT.get(vertx), policy);
    if (trace == null) {
      return null;
    }
    if (trace != Context.root() && !Propagation.isSampled(trace)) {
      Propagation.write(trace, headers);
      return null;
    }
    Span span = sent(trace, request, operation, tags).startSpan();
    Propagation.write(trace.with(span), headers);
    return span;
  }

  /** A reply belongs to the span of what it answers, and its headers to who replies. */
  private static boolean isReply(Object request) {
    return request instanceof Message<?> message && SpanNames.isTemporary(message.address());
  }

  private <R> SpanBuilder sent(Context trace, R request, String operation, TagExtractor<R> tags) {
    if (request instanceof Message<?> message) {
      boolean asks = message.replyAddress() != null;
      return message(
          trace,
          asks ? SpanKind.CLIENT : SpanKind.PRODUCER,
          asks ? "request" : operation,
          "send",
          message.address());
    }
    return other(trace, SpanKind.CLIENT, request, operation, tags);
  }

  @Override
  public <R> void receiveResponse(
      io.vertx.core.Context vertx,
      R response,
      @Nullable Span span,
      @Nullable Throwable failure,
      TagExtractor<R> tags) {
    end(response, span, failure, tags);
  }

  /** The trace that goes on, or the root of one that begins; null if neither. */
  private @Nullable Context begun(@Nullable Context trace, TracingPolicy policy) {
    return trace == null && policy == TracingPolicy.ALWAYS && beginnings.next()
        ? Context.root()
        : trace;
  }

  private SpanBuilder message(
      Context trace, SpanKind kind, String operation, String type, String address) {
    SpanBuilder builder = tracer.spanBuilder(SpanNames.of(operation, address));
    return SpanNames.message(builder, operation, type, address).setSpanKind(kind).setParent(trace);
  }

  private <R> SpanBuilder other(
      Context trace, SpanKind kind, R request, String operation, TagExtractor<R> tags) {
    SpanBuilder builder = tracer.spanBuilder(operation).setSpanKind(kind).setParent(trace);
    tag(builder::setAttribute, request, tags);
    return builder;
  }

  private static <T> void tag(BiConsumer<String, String> to, T of, TagExtractor<T> tags) {
    for (int i = 0; i < tags.len(of); i++) {
      to.accept(tags.name(of, i), tags.value(of, i));
    }
  }

  private static <R> void end(
      @Nullable R response,
      @Nullable Span span,
      @Nullable Throwable failure,
      TagExtractor<R> tags) {
    if (span == null) {
      return;
    }
    if (failure instanceof ReplyException e) {
      SpanNames.failed(span, e.failureType().name(), e.failureCode());
    } else if (failure != null) {
      SpanNames.failed(span, failure);
    }
    if (response != null) {
      tag(span::setAttribute, response, tags);
    }
    span.end();
  }
}
