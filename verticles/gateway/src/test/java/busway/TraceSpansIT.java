package busway;

import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_CLIENT;
import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_CONSUMER;
import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_INTERNAL;
import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_PRODUCER;
import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import busway.testing.Json;
import busway.testing.TcpClient;
import busway.testing.TraceReceiver;
import busway.testing.TraceReceiver.Heard;
import busway.testing.Wait;
import busway.testing.WebSocketClient;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The spans of a gateway that samples nothing of its own, and what its clients sample. */
class TraceSpansIT {

  private static final String PARENT = "00f067aa0ba902b7";
  private static final TraceReceiver RECEIVER = new TraceReceiver();
  private static final TraceStage STAGE =
      new TraceStage(
          "tracing.enabled=true",
          "tracing.sample=0",
          "tracing.service-name=gate",
          "tracing.endpoint=" + RECEIVER.endpoint());
  private static final AtomicInteger TRACES = new AtomicInteger();

  private final String trace = "4bf92f3577b34da6a3ce929d%08x".formatted(TRACES.incrementAndGet());
  private final String sampled = "'traceparent':'00-" + trace + '-' + PARENT + "-01'";

  @AfterAll
  static void stop() throws Exception {
    STAGE.close();
    RECEIVER.close();
  }

  @Test
  void aRequestOverTcpIsFollowedToTheTaskAndBack() {
    TcpClient client = STAGE.tcp();
    client.says(request("relay", "r", "1"));
    assertThat(client.next()).contains("'address':'r'".replace('\'', '"'));

    followed(RECEIVER.trace(trace, 5), "tcp");
    assertThat(RECEIVER.resource())
        .containsEntry("service.name", "gate")
        .containsKeys("service.version", "service.instance.id");
  }

  @Test
  void aRequestOverWebSocketIsFollowedToTheTaskAndBack() {
    WebSocketClient client = STAGE.webSocket();
    client.says(request("relay", "r", "1"));
    assertThat(client.next().text()).contains("'address':'r'".replace('\'', '"'));

    followed(RECEIVER.trace(trace, 5), "websocket");
  }

  /** client frame -> verticle -> its request -> the task's consumer -> its run. */
  private static void followed(List<Heard> spans, String transport) {
    assertThat(spans)
        .extracting(Heard::name)
        .containsExactly(
            "request relay", "process relay", "request task", "process task", "run task");
    assertThat(spans)
        .extracting(Heard::kind)
        .containsExactly(
            SPAN_KIND_SERVER,
            SPAN_KIND_CONSUMER,
            SPAN_KIND_CLIENT,
            SPAN_KIND_CONSUMER,
            SPAN_KIND_INTERNAL);
    assertThat(spans.getFirst().parentId()).isEqualTo(PARENT);
    for (int i = 1; i < spans.size(); i++) {
      assertThat(spans.get(i).parentId()).isEqualTo(spans.get(i - 1).id());
      assertThat(spans.get(i).endNs()).isLessThanOrEqualTo(spans.getFirst().endNs());
    }
    assertThat(spans).noneMatch(Heard::failed);
    assertThat(spans.getFirst().attributes())
        .containsEntry("messaging.system", "vertx-eventbus")
        .containsEntry("messaging.destination.name", "relay")
        .containsEntry("messaging.operation.name", "request")
        .containsEntry("messaging.operation.type", "send")
        .containsEntry("busway.transport", transport);
    assertThat(spans.get(1).attributes()).containsEntry("messaging.operation.type", "process");
    assertThat(spans.getLast().attributes()).containsEntry("busway.pool", "few");
  }

  @Test
  void theReceiverOfAMessageIsToldTheSpanThatSentIt() {
    TcpClient client = STAGE.tcp();
    client.says(request("headers", "r", "1"));
    String told = client.next();

    Heard sent = RECEIVER.trace(trace, 2).getFirst();
    assertThat(told).contains("\"traceparent\":\"00-" + trace + '-' + sent.id() + "-01\"");
  }

  @Test
  void stateAndBaggageOfATraceTravelOn() {
    TcpClient client = STAGE.tcp();
    client.says(
        "{'type':'send','address':'relay','replyAddress':'r','body':1,'headers':{"
            + sampled
            + ",'tracestate':'congo=t61rcWkgMzE','baggage':'user=ann'}}");
    String told = client.next();

    List<Heard> spans = RECEIVER.trace(trace, 5);
    assertThat(spans).extracting(Heard::traceState).containsOnly("congo=t61rcWkgMzE");
    assertThat(told)
        .contains("\"tracestate\":\"congo=t61rcWkgMzE\"")
        .contains("\"baggage\":\"user=ann\"")
        .contains("\"traceparent\":\"00-" + trace + '-' + spans.get(2).id() + "-01\"");
  }

  @Test
  void aTaskThatRefusesMarksItsRunItsRequestAndTheClientsWithTheCode() {
    TcpClient client = STAGE.tcp();
    client.says(request("task", "r", "'bad'"));
    assertThat(client.next()).contains("\"failureCode\":404");

    List<Heard> spans = RECEIVER.trace(trace, 3);
    assertThat(spans)
        .extracting(Heard::name)
        .containsExactly("request task", "process task", "run task");
    assertThat(spans).allMatch(Heard::failed);
    for (Heard span : spans.subList(0, 2)) {
      assertThat(span.attributes())
          .containsEntry("busway.failure.code", "404")
          .containsEntry("error.type", "RECIPIENT_FAILURE");
      assertThat(span.status().getMessage()).isEqualTo("RECIPIENT_FAILURE 404");
    }
    assertThat(spans.getLast().attributes())
        .containsEntry("error.type", "busway.worker.TaskException");
  }

  @Test
  void aTaskThatIsGivenUpMarksItsRequestWithTheCode() {
    TcpClient client = STAGE.tcp();
    client.says(request("hang", "r", "1"));
    assertThat(client.next()).contains("\"failureCode\":504");

    List<Heard> spans = RECEIVER.trace(trace, 3);
    assertThat(spans)
        .extracting(Heard::name)
        .containsExactly("request hang", "process hang", "run hang");
    assertThat(spans).allMatch(Heard::failed);
    assertThat(spans.get(1).attributes()).containsEntry("busway.failure.code", "504");
  }

  @Test
  void aRequestThatNobodyTakesFails() {
    TcpClient client = STAGE.tcp();
    client.says(request("nobody", "r", "1"));
    assertThat(client.next()).contains("NO_HANDLERS");

    Heard span = RECEIVER.trace(trace, 1).getFirst();
    assertThat(span.failed()).isTrue();
    assertThat(span.attributes())
        .containsEntry("error.type", "NO_HANDLERS")
        .containsEntry("busway.failure.code", "-1");
  }

  @Test
  void aVerticlesFailureMarksTheClientsRequest() {
    WebSocketClient client = STAGE.webSocket();
    client.says(request("fail", "r", "1"));
    assertThat(client.next().text()).contains("\"failureCode\":42");

    Heard span = RECEIVER.trace(trace, 2).getFirst();
    assertThat(span.name()).isEqualTo("request fail");
    assertThat(span.attributes()).containsEntry("busway.failure.code", "42");
  }

  @Test
  void whatIsPublishedIsFollowedToTheClientsOfEachLoop() {
    TcpClient one = STAGE.tcp().registers("news");
    TcpClient other = STAGE.tcp().registers("news");
    one.says("{'type':'publish','address':'news','body':1,'headers':{" + sampled + "}}");
    assertThat(one.next()).isEqualTo(other.next());

    List<Heard> spans = RECEIVER.trace(trace, 3);
    assertThat(spans)
        .extracting(Heard::name)
        .containsExactly("publish news", "process news", "process news");
    assertThat(spans.subList(1, 3)).allMatch(s -> s.parentId().equals(spans.getFirst().id()));
  }

  @Test
  void whatAVerticlePublishesWhileItHandlesAMessageIsOfTheSameTrace() {
    TcpClient client = STAGE.tcp().registers("wire");
    client.says("{'type':'send','address':'tell','body':1,'headers':{" + sampled + "}}");
    assertThat(client.next()).contains(trace);

    List<Heard> spans = RECEIVER.trace(trace, 4);
    assertThat(spans)
        .extracting(Heard::name)
        .containsExactly("send tell", "process tell", "publish wire", "process wire");
    assertThat(spans.get(2).kind()).isEqualTo(SPAN_KIND_PRODUCER);
  }

  @Test
  void whatAVerticleAsksOverHttpIsOfTheSameTrace() {
    TcpClient client = STAGE.tcp();
    client.says(request("fetch", "r", Integer.toString(RECEIVER.port())));
    String told = client.next();

    List<Heard> spans = RECEIVER.trace(trace, 3);
    assertThat(spans)
        .extracting(Heard::name)
        .containsExactly("request fetch", "process fetch", "GET");
    assertThat(spans.getLast().kind()).isEqualTo(SPAN_KIND_CLIENT);
    assertThat(spans.getLast().parentId()).isEqualTo(spans.get(1).id());
    assertThat(told).contains("00-" + trace + '-' + spans.getLast().id() + "-01");
  }

  @Test
  void theNameOfASpanIsBounded() {
    TcpClient client = STAGE.tcp();
    String address = "long.".repeat(100);
    client.says(request(address, "r", "1"));
    client.next();

    assertThat(RECEIVER.trace(trace, 1).getFirst().name())
        .isEqualTo("request " + address.substring(0, 200));
  }

  @Test
  void aClientThatServesIsFollowedUntilItAnswers() {
    TcpClient server = STAGE.tcp().registers("served");
    TcpClient client = STAGE.tcp();
    client.says(request("served", "r", "1"));
    String asked = server.next();
    server.says("{'type':'send','address':'" + Json.replyAddress(asked) + "','body':2}");
    assertThat(client.next()).contains("\"address\":\"r\"");

    List<Heard> spans = RECEIVER.trace(trace, 2);
    assertThat(spans).extracting(Heard::name).containsExactly("request served", "process served");
    assertThat(asked).contains("00-" + trace + '-' + spans.getFirst().id());
  }

  @Test
  void aTraceThatIsNotSampledIsPassedOnAndNotSent() {
    String unsampled = "00-" + trace + '-' + PARENT + "-00";
    TcpClient client = STAGE.tcp();
    client.says(
        "{'type':'send','address':'relay','replyAddress':'r','body':1,'headers':{'traceparent':'"
            + unsampled
            + "'}}");
    assertThat(client.next()).contains(unsampled);

    client.says(request("headers", "after", "1"));
    client.next();
    assertThat(RECEIVER.trace(trace, 2)).extracting(Heard::name).doesNotContain("request relay");
  }

  @Test
  void aParentThatIsNoneIsLeftAsItIs() {
    TcpClient client = STAGE.tcp();
    client.says(
        "{'type':'send','address':'headers','replyAddress':'r','headers':{'traceparent':'00-zz'}}");
    assertThat(client.next()).contains("\"traceparent\":\"00-zz\"");
  }

  @Test
  void nothingIsOvertakenByWhatIsTraced() {
    TcpClient client = STAGE.tcp().registers("order");
    int messages = 500;
    for (int i = 0; i < messages; i++) {
      String headers = i % 3 == 0 ? ",'headers':{" + sampled + "}" : "";
      client.says("{'type':'publish','address':'order','body':" + i + headers + "}");
    }
    for (int i = 0; i < messages; i++) {
      assertThat(client.next()).contains("\"body\":" + i + ",").startsWith("{");
    }
  }

  @Test
  void aRequestsBucketLeadsToItsTraceInOpenMetricsAlone() {
    TcpClient client = STAGE.tcp();
    client.says(request("task", "r", "1"));
    client.next();

    String id = RECEIVER.trace(trace, 3).getFirst().id();
    expectExemplar("busway_requests_seconds_bucket{transport=\"tcp\"", id);
    assertThat(STAGE.openMetrics().lines().filter(line -> line.contains("trace_id=")))
        .allMatch(line -> line.contains("_bucket{"));
    assertThat(STAGE.metrics("text/plain"))
        .doesNotContain(trace)
        .contains("busway_requests_seconds_bucket");
  }

  @Test
  void theLagOfALoopLeadsToTheTraceThatBlockedIt() {
    TcpClient client = STAGE.tcp();
    client.says(request("block", "r", "1"));
    client.next();

    expectExemplar("busway_eventloop_lag_seconds_bucket{", RECEIVER.trace(trace, 2).get(1).id());
  }

  private void expectExemplar(String bucket, String spanId) {
    String exemplar = "# {span_id=\"" + spanId + "\",trace_id=\"" + trace + "\"}";
    Wait.until(
        "an exemplar " + exemplar,
        () ->
            STAGE
                .openMetrics()
                .lines()
                .anyMatch(line -> line.startsWith(bucket) && line.contains(exemplar)));
  }

  private String request(String address, String replyAddress, String body) {
    return "{'type':'send','address':'%s','replyAddress':'%s','body':%s,'headers':{%s}}"
        .formatted(address, replyAddress, body, sampled);
  }
}
