package busway.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatewayMetricsTest {

  private static final List<String> REASONS = List.of("client", "slow_consumer");
  private static final List<String> CODES = List.of("invalid_json");

  private final GatewayMetrics metrics = new GatewayMetrics();

  @AfterEach
  void close() {
    metrics.close();
  }

  private EdgeMetrics edge(String transport) {
    return metrics.edge(transport, REASONS, CODES);
  }

  @Test
  void sumsTheEdgesOfATransportOverLoops() {
    EdgeMetrics one = edge("tcp");
    EdgeMetrics two = edge("tcp");
    one.framesIn.add(3);
    two.framesIn.add(4);
    edge("websocket").framesIn.add(100);
    two.errors(0).increment();

    Scraped scraped = Scraped.of(metrics);
    assertThat(scraped.value("busway_frames_total{direction=\"in\",transport=\"tcp\"}"))
        .isEqualTo(7);
    assertThat(scraped.value("busway_errors_total{code=\"invalid_json\",transport=\"tcp\"}"))
        .isEqualTo(1);
  }

  @Test
  void countsAConnectionUntilItIsClosed() {
    EdgeMetrics edge = edge("tcp");
    edge.opened.add(5);
    edge.closed(0).add(2);
    edge.closed(1).increment();

    Scraped scraped = Scraped.of(metrics);
    assertThat(scraped.value("busway_connections{transport=\"tcp\"}")).isEqualTo(2);
    assertThat(
            scraped.value(
                "busway_connections_closed_total{reason=\"slow_consumer\",transport=\"tcp\"}"))
        .isEqualTo(1);
  }

  @Test
  void exportsDurationsAsCumulatedBucketsOfSeconds() {
    EdgeMetrics one = edge("tcp");
    EdgeMetrics two = edge("tcp");
    one.requests.record(900_000);
    two.requests.record(4_000_000);
    two.requests.record(40_000_000_000L);

    Scraped scraped = Scraped.of(metrics);
    String name = "busway_requests_seconds";
    assertThat(scraped.value(name + "_bucket{transport=\"tcp\",le=\"5.0E-4\"}")).isZero();
    assertThat(scraped.value(name + "_bucket{transport=\"tcp\",le=\"0.001\"}")).isEqualTo(1);
    assertThat(scraped.value(name + "_bucket{transport=\"tcp\",le=\"0.005\"}")).isEqualTo(2);
    assertThat(scraped.value(name + "_bucket{transport=\"tcp\",le=\"30.0\"}")).isEqualTo(2);
    assertThat(scraped.value(name + "_bucket{transport=\"tcp\",le=\"+Inf\"}")).isEqualTo(3);
    assertThat(scraped.value(name + "_count{transport=\"tcp\"}")).isEqualTo(3);
    assertThat(scraped.value(name + "_sum{transport=\"tcp\"}")).isEqualTo(40.004_9);
  }

  @Test
  void namesEveryMeterByTheConventionsOfPrometheus() {
    for (Meter meter : Meter.values()) {
      assertThat(meter.fullName()).matches("busway_[a-z_]+");
      assertThat(meter.fullName().endsWith("_total"))
          .as(meter.fullName())
          .isEqualTo(meter.type() == Meter.Type.COUNTER);
      assertThat(meter.fullName().endsWith("_info"))
          .as(meter.fullName())
          .isEqualTo(meter.type() == Meter.Type.INFO);
      if (meter.type() == Meter.Type.HISTOGRAM) {
        assertThat(meter.unit()).as(meter.fullName()).isEqualTo("seconds");
      }
      assertThat(meter.description()).endsWith(".");
    }
    assertThat(Arrays.stream(Meter.values()).map(Meter::fullName)).doesNotHaveDuplicates();
  }

  @Test
  void measuresItsOwnScrapes() {
    Scraped first = Scraped.of(metrics);
    Scraped second = Scraped.of(metrics);

    assertThat(first.value("busway_scrape_seconds_count")).isZero();
    assertThat(second.value("busway_scrape_seconds_count")).isEqualTo(1);
    assertThat(second.value("busway_scrape_seconds_sum")).isPositive();
  }

  @Test
  void knowsTheMemoryOutsideTheHeapAndItsLimit() {
    Scraped scraped = Scraped.of(metrics);

    assertThat(scraped.value("busway_direct_memory_limit_bytes")).isGreaterThan(1 << 20);
    assertThat(scraped.value("busway_direct_memory_used_bytes"))
        .isBetween(0.0, scraped.value("busway_direct_memory_limit_bytes"));
  }

  @Test
  void givesThePageItsFiguresWithoutAScrape() {
    EdgeMetrics edge = edge("tcp");
    edge.opened.add(2);
    edge.framesIn.add(7);
    edge.framesOut.add(9);

    JsonObject snapshot = metrics.snapshot();

    assertThat(snapshot.getJsonObject("frames"))
        .isEqualTo(new JsonObject().put("in", 7L).put("out", 9L));
    assertThat(snapshot.getJsonObject("connections"))
        .isEqualTo(new JsonObject().put("tcp", 2L).put("websocket", 0L).put("sockjs", 0L));
    assertThat(snapshot.getJsonArray("loops")).isEmpty();
    assertThat(snapshot.getString("version")).isEqualTo("development");
    assertThat(snapshot.getLong("nowMs")).isPositive();
  }

  @Test
  void sumsPoolsOfOneName() {
    metrics.pool("cpu", () -> 2, () -> 1, 4).rejected.increment();
    metrics.pool("cpu", () -> 3, () -> 0, 4).rejected.increment();

    Scraped scraped = Scraped.of(metrics);
    assertThat(scraped.value("busway_worker_queue_size{pool=\"cpu\"}")).isEqualTo(5);
    assertThat(scraped.value("busway_worker_rejected_total{pool=\"cpu\"}")).isEqualTo(2);
  }
}
