package busway.tests;

import static org.assertj.core.api.Assertions.assertThat;

import busway.tests.Dashboard.Query;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Prometheus scrapes a running gateway under load, and is asked every question of the
 * dashboard and of the rules. The tests build on each other: first all is well, then it is not.
 */
@TestMethodOrder(OrderAnnotation.class)
class PrometheusIT {

  private static final Duration BOUND = Duration.ofSeconds(60);

  /** Panels of which at least one line is empty while all is well; trouble is provoked for each. */
  private static final Set<String> EMPTY_WHEN_HEALTHY =
      Set.of(
          "Refusals by code",
          "Failed requests",
          "Tasks given up",
          "Opened and closed",
          "Slow consumers");

  /** Meters that no panel and no rule shows. */
  private static final Set<String> NOT_SHOWN =
      Set.of(
          "busway_eventloop_utilisation_ratio",
          "busway_worker_cancelled_total",
          "busway_channels_unwritable",
          "busway_virtual_threads",
          "busway_virtual_thread_parallelism",
          "busway_virtual_thread_pinned_seconds");

  private static final Pattern NAME = Pattern.compile("\\bbusway[_:][a-z0-9_:]+|\\bup\\b");

  private static Dashboard dashboard;
  private static RunningBusway busway;
  private static Prometheus prometheus;
  private static Load load;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    dashboard = Dashboard.read("busway-overview.json");
    busway =
        RunningBusway.start(
            "--config",
            absolute("src/test/resources/watched.yaml"),
            "--classpath",
            absolute("../verticles/examples/target/busway-examples.jar"),
            "--classpath",
            absolute("target/test-classes"));
    prometheus = Prometheus.start(folder, busway.adminPort());
    load = new Load(busway);
    collectGarbage();
  }

  private static String absolute(String path) {
    return Path.of(path).toAbsolutePath().normalize().toString();
  }

  private static void collectGarbage() throws Exception {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process process = new ProcessBuilder(jcmd, Long.toString(busway.pid()), "GC.run").start();
    assertThat(process.waitFor()).isZero();
  }

  @AfterAll
  static void stop() throws Exception {
    try (AutoCloseable first = busway;
        AutoCloseable second = prometheus;
        AutoCloseable third = load) {
      assertThat(List.of(first, second, third)).doesNotContainNull();
    }
  }

  private static List<Query> withoutData(List<Query> queries) {
    return queries.stream().filter(q -> prometheus.query(q.expression()).isEmpty()).toList();
  }

  private static void awaitData(List<Query> queries) {
    List<List<Query>> missing = new ArrayList<>(List.of(queries));
    try {
      Await.until(
          BOUND,
          "every query has data",
          () -> {
            missing.set(0, withoutData(missing.getFirst()));
            return missing.getFirst().isEmpty();
          });
    } catch (AssertionError late) {
      assertThat(missing.getFirst()).as("queries without data").isEmpty();
    }
  }

  @Test
  @Order(1)
  void everyPanelHasDataUnderAHealthyLoad() {
    awaitData(dashboard.queries().stream().filter(q -> !q.emptyWhenHealthy()).toList());
  }

  @Test
  @Order(2)
  void onlyTheListedPanelsAreEmptyWhenHealthy() {
    List<Query> quiet = dashboard.queries().stream().filter(Query::emptyWhenHealthy).toList();

    assertThat(quiet.stream().map(Query::panel).collect(Collectors.toSet()))
        .isEqualTo(EMPTY_WHEN_HEALTHY);
    assertThat(withoutData(quiet)).isEqualTo(quiet);
  }

  @Test
  @Order(3)
  void everyRuleIsEvaluatedAndEveryRecordHasData() {
    Await.until(
        BOUND,
        "every rule was evaluated",
        () -> prometheus.rules().stream().noneMatch(r -> r.getString("health").equals("unknown")));

    assertThat(prometheus.rules()).hasSizeGreaterThan(15);
    for (JsonObject rule : prometheus.rules()) {
      assertThat(rule.getString("health")).as(rule.encode()).isEqualTo("ok");
    }
    awaitData(
        prometheus.rules().stream()
            .filter(rule -> rule.getString("type").equals("recording"))
            .map(rule -> new Query("rule", rule.getString("name")))
            .toList());
  }

  @Test
  @Order(4)
  void everyAlertAsksForSeriesThatExist() {
    List<JsonObject> alerts =
        prometheus.rules().stream().filter(r -> r.getString("type").equals("alerting")).toList();

    for (JsonObject alert : alerts) {
      for (String name : names(alert.getString("query"))) {
        assertThat(prometheus.query(name)).as(alert.getString("name") + ": " + name).isNotEmpty();
      }
    }
  }

  private static Set<String> names(String expression) {
    return NAME.matcher(expression).results().map(m -> m.group()).collect(Collectors.toSet());
  }

  private static Set<String> firing() {
    return prometheus.query("ALERTS{alertstate=\"firing\"}").stream()
        .map(sample -> sample.getJsonObject("metric").getString("alertname"))
        .collect(Collectors.toSet());
  }

  @Test
  @Order(5)
  void everyMeterIsOnTheDashboardOrInARule() throws Exception {
    Set<String> shown = new TreeSet<>();
    dashboard.queries().forEach(query -> shown.addAll(names(query.expression())));
    prometheus.rules().forEach(rule -> shown.addAll(names(rule.getString("query"))));
    Set<String> meters = new TreeSet<>(exported());
    shown.forEach(name -> meters.remove(name.replaceFirst("_(bucket|count|sum)$", "")));
    meters.removeAll(shown);

    assertThat(meters).isEqualTo(new TreeSet<>(NOT_SHOWN));
  }

  private static List<String> exported() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI metrics = busway.admin().resolve("metrics");
      return client
          .send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
          .body()
          .lines()
          .filter(line -> line.startsWith("# TYPE busway_"))
          .map(line -> line.split(" ")[2])
          .toList();
    }
  }

  @Test
  @Order(6)
  void everyAlertHasItsRunbook() throws Exception {
    String page = Files.readString(RunningBusway.home().resolve("docs/operations.md"));

    for (JsonObject rule : prometheus.rules()) {
      if (rule.getString("type").equals("alerting")) {
        String name = rule.getString("name");
        JsonObject annotations = rule.getJsonObject("annotations");
        assertThat(page).contains("\n### " + name + "\n");
        assertThat(annotations.getString("runbook"))
            .isEqualTo("docs/operations.md#" + name.toLowerCase(Locale.ROOT));
        assertThat(annotations.getString("summary")).isNotBlank();
        assertThat(annotations.getString("description")).isNotBlank();
      }
    }
  }

  @Test
  @Order(7)
  void panelsThatAreEmptyWhenHealthyShowTrouble() throws Exception {
    try (Trouble trouble = new Trouble(busway.tcpPort())) {
      List<Query> quiet = dashboard.queries().stream().filter(Query::emptyWhenHealthy).toList();
      long deadlineNs = System.nanoTime() + BOUND.toNanos();
      while (!quiet.isEmpty() && System.nanoTime() < deadlineNs) {
        trouble.make();
        quiet = withoutData(quiet);
      }
      assertThat(quiet).as("queries without data").isEmpty();
    }
  }

  @Test
  @Order(8)
  void aBlockedLoopIsSeenWhileItIsBlocked() throws Exception {
    try (TcpClient client = new TcpClient(busway.tcpPort())) {
      client.send("{\"type\":\"send\",\"address\":\"block\",\"replyAddress\":\"r\",\"body\":6000}");

      String blocked = "busway_eventloop_lag_current_seconds > 1.5";
      Await.until(BOUND, "the lag grows", () -> prometheus.query(blocked).size() == 1);
      Await.until(BOUND, "LoopBlockedNow fires", () -> firing().contains("LoopBlockedNow"));
      assertThat(client.receive()).contains("\"blocked\"");
    }
  }
}
