package busway.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Traces as an operator meets them: switched on in the config, or off. */
class TracesIT {

  private static final Duration BOUND = Duration.ofMinutes(2);
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  @TempDir Path folder;

  @Test
  void aRealPrometheusLeadsFromASlowBucketToItsTrace() throws Exception {
    AtomicInteger batches = new AtomicInteger();
    HttpServer receiver = receiver(batches);
    try (RunningBusway busway =
            RunningBusway.start(
                "--set",
                "tracing.enabled=true",
                "--set",
                "tracing.sample=0",
                "--set",
                "tracing.endpoint=http://127.0.0.1:"
                    + receiver.getAddress().getPort()
                    + "/v1/traces");
        TcpClient client = new TcpClient(busway.tcpPort());
        Prometheus prometheus = Prometheus.start(folder, busway.adminPort())) {
      client.send(
          "{\"type\":\"send\",\"address\":\"primes\",\"replyAddress\":\"r\",\"body\":1000,"
              + "\"headers\":{\"traceparent\":\"00-"
              + TRACE
              + "-00f067aa0ba902b7-01\"}}");
      assertThat(client.receive()).contains("\"address\":\"r\"");

      String metric = "busway_requests_seconds_bucket";
      Await.until(
          BOUND, "Prometheus has an exemplar", () -> !prometheus.exemplars(metric).isEmpty());
      assertThat(prometheus.exemplars(metric))
          .extracting(exemplar -> exemplar.getJsonObject("labels").getString("trace_id"))
          .containsOnly(TRACE);
      assertThat(busway.stop()).isZero();
      assertThat(batches.get()).isPositive();
      assertThat(busway.complaints()).isEmpty();
    } finally {
      receiver.stop(0);
    }
  }

  private static HttpServer receiver(AtomicInteger batches) throws Exception {
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/v1/traces",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          batches.incrementAndGet();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    receiver.start();
    return receiver;
  }

  @Test
  void nothingOfOpenTelemetryIsLoadedWhileTracesAreOff() throws Exception {
    assertThat(loaded("false")).noneMatch(line -> line.contains("io.opentelemetry"));
    assertThat(loaded("true")).anyMatch(line -> line.contains("io.opentelemetry"));
  }

  private List<String> loaded(String tracing) throws Exception {
    Path log = folder.resolve("classes-" + tracing);
    try (RunningBusway busway =
            RunningBusway.start(
                Map.of("BUSWAY_JAVA_OPTS", "-Xlog:class+load:file=" + log),
                "--set",
                "tracing.enabled=" + tracing);
        TcpClient client = new TcpClient(busway.tcpPort())) {
      assertThat(client.request("primes", "1000")).contains("\"address\":\"r\"");
      assertThat(busway.stop()).isZero();
    }
    return Files.readAllLines(log);
  }

  @Test
  void anEndpointThatIsNoneIsRefused() throws Exception {
    Commands.refuses(
        folder,
        Map.of(),
        2,
        "busway: tracing.endpoint: localhost:4318 (expected: an http or https URL with a path, such"
            + " as http://127.0.0.1:4318/v1/traces) at --set",
        "up",
        "--set",
        "tracing.endpoint=localhost:4318");
  }
}
