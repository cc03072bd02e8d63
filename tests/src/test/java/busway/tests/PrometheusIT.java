package busway.tests;

import static org.assertj.core.api.Assertions.assertThat;

import busway.tests.Dashboard.Query;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Prometheus scrapes a running gateway under load, and is asked every question of the
 * dashboards and of the rules. The tests build on each other: first all is well, then it is not.
 */
@TestMethodOrder(OrderAnnotation.class)
class PrometheusIT {

  /** Panels of which at least one line is empty while all is well; trouble is provoked for each. */
  private static final Set<String> EMPTY_WHEN_HEALTHY =
      Set.of(
          "Refusals by code",
          "Failed requests",
          "Tasks given up",
          "Opened and closed",
          "Slow consumers",
          "Stalls by culprit",
          "Stalls by cause",
          "Length of stalls",
          "Culprits in the time shown",
          "Stalls that the log left out",
          "Pinned virtual threads",
          "annotation Stalls");

  private static final Pattern NAME =
      Pattern.compile("\\b(busway|jvm|process|system)[_:][a-z0-9_:]+");

  private static final Pattern DOCUMENTED = Pattern.compile("\\| `(busway_[a-z0-9_]+)` \\|");

  private static List<Query> queries;
  private static Watched watched;
  private static Prometheus prometheus;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    queries = Dashboard.allQueries();
    watched = Watched.start(folder);
    prometheus = watched.prometheus;
    watched.collectGarbage();
  }

  @AfterAll
  static void stop() throws Exception {
    watched.close();
  }

  private static List<Query> quiet() {
    return queries.stream().filter(Query::emptyWhenHealthy).toList();
  }

  private static Stream<JsonObject> rules(String type) {
    return prometheus.rules().stream().filter(rule -> rule.getString("type").equals(type));
  }

  private static Set<String> names(Stream<String> expressions) {
    return expressions
        .flatMap(expression -> NAME.matcher(expression).results())
        .map(found -> found.group().replaceFirst("(?<!_info|system_cpu)_(bucket|count|sum)$", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> shown() {
    return names(queries.stream().map(Query::expression));
  }

  private static Set<String> asked() {
    return names(prometheus.rules().stream().map(rule -> rule.getString("query")));
  }

  @Test
  @Order(1)
  void everyPanelHasDataUnderAHealthyLoad() {
    watched.awaitData(queries.stream().filter(q -> !q.emptyWhenHealthy()).toList());
  }

  @Test
  @Order(2)
  void onlyTheListedPanelsAreEmptyWhenHealthy() {
    assertThat(quiet().stream().map(Query::panel).collect(Collectors.toSet()))
        .isEqualTo(EMPTY_WHEN_HEALTHY);
    assertThat(watched.withoutData(quiet())).isEqualTo(quiet());
  }

  @Test
  @Order(3)
  void everyRuleIsEvaluatedAndEveryRecordHasData() {
    Await.until(
        Watched.BOUND,
        "every rule was evaluated",
        () -> prometheus.rules().stream().noneMatch(r -> r.getString("health").equals("unknown")));

    assertThat(prometheus.rules()).hasSizeGreaterThan(18);
    for (JsonObject rule : prometheus.rules()) {
      assertThat(rule.getString("health")).as(rule.encode()).isEqualTo("ok");
    }
    watched.awaitData(
        rules("recording")
            .map(rule -> rule.getString("name"))
            .filter(name -> !name.equals("busway:eventloop_stalls:increase5m"))
            .map(name -> Query.of("rule", name))
            .toList());
  }

  @Test
  @Order(4)
  void everyNameOfADashboardOrARuleIsExportedOrRecorded() throws Exception {
    Set<String> unknown = shown();
    unknown.addAll(asked());
    unknown.removeAll(watched.exported());
    unknown.removeAll(records());

    assertThat(unknown).isEmpty();
  }

  private static Set<String> records() {
    return rules("recording").map(r -> r.getString("name")).collect(Collectors.toSet());
  }

  @Test
  @Order(5)
  void everyMeterIsOnADashboardOrInARule() throws Exception {
    Set<String> unseen = watched.exported();
    unseen.removeIf(name -> !name.startsWith("busway_"));
    unseen.removeAll(shown());
    unseen.removeAll(asked());

    assertThat(unseen).isEmpty();
  }

  @Test
  @Order(6)
  void everyRecordIsOnADashboardOrInAnAlert() {
    Set<String> unused = new TreeSet<>(records());
    unused.removeAll(shown());
    unused.removeAll(names(rules("alerting").map(rule -> rule.getString("query"))));

    assertThat(unused).isEmpty();
  }

  @Test
  @Order(7)
  void everyMeterIsDocumentedAndNoOther() throws Exception {
    Path page = RunningBusway.home().resolve("docs/metrics.md");
    Set<String> documented = new TreeSet<>();
    DOCUMENTED.matcher(Files.readString(page)).results().forEach(r -> documented.add(r.group(1)));
    Set<String> exported = watched.exported();
    exported.removeIf(name -> !name.startsWith("busway_"));

    assertThat(documented).isEqualTo(exported);
  }

  @Test
  @Order(8)
  void panelsThatAreEmptyWhenHealthyShowTrouble() throws Exception {
    try (Trouble trouble = new Trouble(watched.busway.tcpPort())) {
      List<Query> missing = quiet();
      long deadlineNs = System.nanoTime() + Watched.BOUND.toNanos();
      while (!missing.isEmpty() && System.nanoTime() < deadlineNs) {
        trouble.make();
        missing = watched.withoutData(missing);
      }
      assertThat(missing).as("queries without data").isEmpty();
    }
  }
}
