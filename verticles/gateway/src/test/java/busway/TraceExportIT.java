package busway;

import static org.assertj.core.api.Assertions.assertThat;

import busway.testing.TcpClient;
import busway.testing.TraceReceiver;
import busway.testing.TraceReceiver.Heard;
import busway.testing.Wait;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What is sampled, and what becomes of spans where the receiver takes them and where it does not.
 */
class TraceExportIT {

  private static final int REQUESTS = 100;

  private final TraceReceiver receiver = new TraceReceiver();

  @AfterEach
  void stop() {
    receiver.close();
  }

  @Test
  void aTraceBeginsWhereAClientHasNone() throws Exception {
    try (TraceStage stage = traced("tracing.sample=1")) {
      ask(stage.tcp(), "");

      Wait.until("all are counted", () -> stage.spans("exported") == 2 * REQUESTS);
      List<Heard> first =
          receiver.spans().stream().filter(span -> span.parentId().isEmpty()).toList();
      assertThat(first).hasSize(REQUESTS).allMatch(span -> span.name().equals("request headers"));
      assertThat(receiver.trace(first.getFirst().traceId())).hasSize(2);
    }
  }

  @Test
  void theShareOfTracesThatBeginHereIsSampled() throws Exception {
    try (TraceStage stage = traced("tracing.sample=0.5")) {
      ask(stage.tcp(), "");
      assertThat(stage.stop()).isTrue();
    }
    // 100 coins: fewer than 15 or more than 85 heads come once in 10^12 runs.
    assertThat(receiver.spans().stream().filter(s -> s.name().startsWith("request")).count())
        .isBetween(15L, 85L);
  }

  @Test
  void nothingIsSampledWhereTheShareIsZero() throws Exception {
    try (TraceStage stage = traced("tracing.sample=0")) {
      ask(stage.tcp(), "");
      assertThat(stage.stop()).isTrue();
    }
    assertThat(receiver.spans()).isEmpty();
  }

  @Test
  void nothingIsTracedUnlessItIsSwitchedOn() throws Exception {
    try (TraceStage stage =
        new TraceStage("tracing.sample=1", "tracing.endpoint=" + receiver.endpoint())) {
      ask(stage.tcp(), sampled());
      assertThat(stage.openMetrics()).doesNotContain("trace_id");
      assertThat(stage.stop()).isTrue();
    }
    assertThat(receiver.spans()).isEmpty();
  }

  @Test
  void whatWaitsIsSentBeforeTheGatewayStops() throws Exception {
    try (TraceStage stage = traced("tracing.sample=1", "tracing.export-interval=1h")) {
      ask(stage.tcp(), "");
      assertThat(receiver.spans()).isEmpty();
      assertThat(stage.stop()).isTrue();
    }
    assertThat(receiver.spans()).hasSize(2 * REQUESTS);
  }

  @Test
  void aGatewayServesAndStopsInTimeWithoutItsReceiver() throws Exception {
    receiver.close();
    try (TraceStage stage = hasty("tracing.sample=1", "tracing.max-queued-spans=10")) {
      ask(stage.tcp(), "");
      Wait.until("spans are dropped", () -> stage.spans("dropped") == 2 * REQUESTS);
      assertThat(stage.spans("exported")).isZero();
      ask(stage.tcp(), "");
      assertThat(stage.stop()).isTrue();
    }
  }

  @Test
  void whatAFullQueueDoesNotHoldIsDroppedAndCounted() throws Exception {
    try (TraceStage stage = hasty("tracing.sample=1", "tracing.max-queued-spans=8")) {
      receiver.stalls();
      ask(stage.tcp(), "");
      // Eight wait, and up to eight are being sent.
      Wait.until("spans are dropped", () -> stage.spans("dropped") >= 2 * REQUESTS - 16);
      assertThat(stage.spans("exported")).isZero();
      ask(stage.tcp(), "");
    }
  }

  @Test
  void aReceiverThatIsBackGetsWhatComesThen() throws Exception {
    try (TraceStage stage = traced("tracing.sample=1")) {
      receiver.answers(400);
      ask(stage.tcp(), "");
      Wait.until("spans are dropped", () -> stage.spans("dropped") == 2 * REQUESTS);
      receiver.answers(200);
      ask(stage.tcp(), "");
      Wait.until("spans are taken", () -> stage.spans("exported") == 2 * REQUESTS);
    }
  }

  /** With a receiver that takes its time. */
  private TraceStage traced(String... assignments) {
    return traced("20s", assignments);
  }

  private TraceStage traced(String exportTimeout, String[] assignments) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "tracing.enabled=true",
                "tracing.endpoint=" + receiver.endpoint(),
                "tracing.export-timeout=" + exportTimeout));
    all.addAll(List.of(assignments));
    return new TraceStage(all.toArray(String[]::new));
  }

  /** With a receiver that is not waited for. */
  private TraceStage hasty(String... assignments) {
    return traced("2s", assignments);
  }

  private static String sampled() {
    return ",'headers':{'traceparent':'00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'}";
  }

  private static void ask(TcpClient client, String headers) {
    for (int i = 0; i < REQUESTS; i++) {
      client.says("{'type':'send','address':'headers','replyAddress':'r'" + headers + "}");
      assertThat(client.next()).contains("\"address\":\"r\"");
    }
  }
}
