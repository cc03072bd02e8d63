package busway.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toCollection;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A receiver of spans: OTLP over HTTP, as protobuf. Keeps what it gets. */
public final class TraceReceiver implements AutoCloseable {

  private static final int OK = 200;

  private final HttpServer server;
  private final List<ResourceSpans> received = new CopyOnWriteArrayList<>();
  private final CountDownLatch resumed = new CountDownLatch(1);
  private volatile boolean stalled;
  private volatile int status = OK;

  /**
   * One span.
   *
   * @param parentId empty where it is the first of its trace
   */
  public record Heard(
      String traceId,
      String id,
      String parentId,
      String name,
      Span.SpanKind kind,
      Status status,
      Map<String, String> attributes,
      String traceState,
      long startNs,
      long endNs) {

    public boolean failed() {
      return status.getCode() == Status.StatusCode.STATUS_CODE_ERROR;
    }
  }

  public TraceReceiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/v1/traces", this::take);
    server.createContext("/told", TraceReceiver::told);
    server.start();
  }

  /** Answers with the traceparent that it was asked with. */
  private static void told(HttpExchange exchange) throws IOException {
    try (exchange) {
      String parent = exchange.getRequestHeaders().getFirst("traceparent");
      byte[] body = String.valueOf(parent).getBytes(UTF_8);
      exchange.sendResponseHeaders(OK, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (stalled) {
        resumed.await();
      }
      var request = ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
      if (status == OK) {
        received.addAll(request.getResourceSpansList());
      }
      exchange.sendResponseHeaders(status, -1);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** What a gateway is given as {@code tracing.endpoint}. */
  public String endpoint() {
    return "http://127.0.0.1:" + port() + "/v1/traces";
  }

  /** The port of its HTTP server, which also answers {@code /told}. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** Answers by this status from now on, and takes nothing unless it is 200. */
  public void answers(int code) {
    status = code;
  }

  /** Answers nobody until it is closed. */
  public void stalls() {
    stalled = true;
  }

  /** All spans of one trace that have come so far, the earliest first. */
  public List<Heard> trace(String traceId) {
    return spans().stream()
        .filter(span -> span.traceId().equals(traceId))
        .sorted((one, other) -> Long.compare(one.startNs(), other.startNs()))
        .collect(toCollection(ArrayList::new));
  }

  /** The spans of one trace once there are so many. */
  public List<Heard> trace(String traceId, int spans) {
    Wait.until(spans + " spans of " + traceId, () -> trace(traceId).size() >= spans);
    return trace(traceId);
  }

  /** All spans that have come so far. */
  public List<Heard> spans() {
    return received.stream()
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .map(TraceReceiver::heard)
        .toList();
  }

  /** The attributes of who sent the first spans. */
  public Map<String, String> resource() {
    return attributes(received.getFirst().getResource().getAttributesList());
  }

  private static Heard heard(Span span) {
    HexFormat hex = HexFormat.of();
    return new Heard(
        hex.formatHex(span.getTraceId().toByteArray()),
        hex.formatHex(span.getSpanId().toByteArray()),
        hex.formatHex(span.getParentSpanId().toByteArray()),
        span.getName(),
        span.getKind(),
        span.getStatus(),
        attributes(span.getAttributesList()),
        span.getTraceState(),
        span.getStartTimeUnixNano(),
        span.getEndTimeUnixNano());
  }

  private static Map<String, String> attributes(List<KeyValue> list) {
    Map<String, String> attributes = new TreeMap<>();
    list.forEach(entry -> attributes.put(entry.getKey(), text(entry.getValue())));
    return attributes;
  }

  private static String text(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case INT_VALUE -> Long.toString(value.getIntValue());
      case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
      default -> value.toString();
    };
  }

  @Override
  public void close() {
    resumed.countDown();
    server.stop(0);
  }
}
