package busway.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shipped alerts on a real Prometheus that evaluates them once a second, their {@code for} as
 * shipped: quiet while a gateway is healthy under load, and not when one of its loops is blocked.
 */
@TestMethodOrder(OrderAnnotation.class)
class AlertsIT {

  /** Longer than the noise of a machine that also builds. */
  private static final Duration BOUND = Duration.ofMinutes(6);

  private static Watched watched;
  private static Prometheus prometheus;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    watched = Watched.start(folder);
    prometheus = watched.prometheus;
  }

  @AfterAll
  static void stop() throws Exception {
    watched.close();
  }

  @Test
  @Order(1)
  void everyAlertSaysWhatIsWrongWhereAndWhatToDo() throws Exception {
    String page = Files.readString(RunningBusway.home().resolve("docs/operations.md"));

    for (JsonObject rule : alerting()) {
      String name = rule.getString("name");
      JsonObject annotations = rule.getJsonObject("annotations");
      assertThat(page).contains("\n### " + name + "\n");
      assertThat(annotations.getString("runbook_url"))
          .isEqualTo("docs/operations.md#" + name.toLowerCase(Locale.ROOT));
      assertThat(annotations.getString("summary")).isNotBlank();
      assertThat(annotations.getString("description")).contains("$labels");
      if (!name.equals("TargetMissing")) {
        assertThat(annotations.getString("description")).contains("$value");
      }
      assertThat(rule.getJsonObject("labels").getString("severity")).isIn("page", "ticket");
    }
  }

  private static List<JsonObject> alerting() {
    return prometheus.rules().stream()
        .filter(rule -> rule.getString("type").equals("alerting"))
        .toList();
  }

  @Test
  @Order(2)
  void aHealthyGatewayUnderLoadIsQuiet() {
    String all = "count(busway:eventloop_utilisation:rate1m)";
    Await.until(BOUND, "the rules have data", () -> !prometheus.query(all).isEmpty());

    String trouble = "count_over_time(ALERTS{job=\"busway\"}[15s])";
    String known = "count_over_time(busway:eventloop_utilisation:rate1m[15s]) >= 10";
    Await.until(
        BOUND,
        "no alert is pending or fires for 15 s",
        () -> prometheus.query(trouble).isEmpty() && !prometheus.query(known).isEmpty());
  }

  @Test
  @Order(3)
  void aBlockedLoopFiresAtOnce() throws Exception {
    try (TcpClient client = new TcpClient(watched.busway.tcpPort())) {
      client.send(
          "{\"type\":\"send\",\"address\":\"block\",\"replyAddress\":\"r\",\"body\":12000}");

      String blocked = "busway_eventloop_lag_current_seconds > 1.5";
      Await.until(BOUND, "the lag grows", () -> prometheus.query(blocked).size() == 1);
      AtomicReference<List<JsonObject>> fired = new AtomicReference<>(List.of());
      Await.until(
          BOUND,
          "LoopBlockedNow fires",
          () -> {
            fired.set(firing("LoopBlockedNow"));
            return fired.get().size() == 1;
          });
      assertThat(client.receive()).contains("\"blocked\"");
      tellsOfItsLoop(fired.get().getFirst());
    }
  }

  private static void tellsOfItsLoop(JsonObject alert) {
    JsonObject labels = alert.getJsonObject("labels");
    assertThat(labels.getString("severity")).isEqualTo("page");
    assertThat(labels.getString("instance")).endsWith(":" + watched.busway.adminPort());
    assertThat(labels.getString("loop")).startsWith("vert.x-eventloop-thread-");
    assertThat(alert.getJsonObject("annotations").getString("description"))
        .startsWith(labels.getString("loop") + " of " + labels.getString("instance") + " has not");
  }

  private static List<JsonObject> firing(String name) {
    return prometheus.alerts().stream()
        .filter(alert -> alert.getString("state").equals("firing"))
        .filter(alert -> alert.getJsonObject("labels").getString("alertname").equals(name))
        .toList();
  }
}
