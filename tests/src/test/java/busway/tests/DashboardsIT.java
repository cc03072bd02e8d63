package busway.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The dashboards as files: what can be said without a gateway. */
class DashboardsIT {

  private static final Set<String> TYPES =
      Set.of("timeseries", "stat", "bargauge", "heatmap", "state-timeline", "table");

  private static final Pattern LITERAL_RATE = Pattern.compile("\\brate\\([^\\[]*\\[(?!\\$__rate)");
  private static final Pattern RUNBOOK = Pattern.compile("Runbook: ([A-Za-z, ]+)\\.");

  static Stream<Dashboard> dashboards() throws Exception {
    return Dashboard.all().stream();
  }

  @Test
  void theDashboardsAreWhatTheirGeneratorWrites() throws Exception {
    Map<String, String> environment = Map.of("PYTHONDONTWRITEBYTECODE", "1");
    Commands.succeeds(
        RunningBusway.home(), environment, "python3", "dashboards/generate", "--check");
  }

  @Test
  void anOverviewLeadsToADashboardForEachConcern() throws Exception {
    assertThat(Dashboard.all().stream().map(Dashboard::name))
        .containsExactly(
            "busway-connections.json",
            "busway-deployments.json",
            "busway-event-loop.json",
            "busway-overview.json",
            "busway-workers.json");
    assertThat(Dashboard.all().get(3).rows())
        .containsExactly(
            "Health",
            "Clients",
            "The event loops",
            "Who did it",
            "The bus",
            "Workers and virtual threads",
            "Deployments",
            "Backpressure and connections",
            "JVM and host");
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyPanelSaysWhatItShowsWhatIsGoodAndWhatToDo(Dashboard dashboard) {
    for (JsonObject panel : dashboard.panels()) {
      String title = panel.getString("title");
      JsonObject defaults = panel.getJsonObject("fieldConfig").getJsonObject("defaults");
      assertThat(panel.getString("type")).as(title).isIn(TYPES);
      assertThat(panel.getString("description"))
          .as(title)
          .containsPattern("(?s).+\\n\\n\\*\\*Good:\\*\\* .+\\n\\n\\*\\*If not:\\*\\* .+");
      assertThat(defaults.getString("unit")).as(title).isNotBlank();
      assertThat(defaults.getJsonObject("thresholds").getJsonArray("steps")).as(title).isNotEmpty();
      assertThat(Dashboard.objects(panel, "targets")).as(title).isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void aPanelThatIsEmptyWhenHealthySaysSo(Dashboard dashboard) {
    for (JsonObject panel : dashboard.panels()) {
      boolean quiet =
          Dashboard.objects(panel, "targets").allMatch(t -> Dashboard.quiet(t.getString("expr")));
      assertThat(panel.getString("description").contains("Empty when healthy."))
          .as(panel.getString("title"))
          .isEqualTo(quiet);
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyRunbookThatAPanelNamesExists(Dashboard dashboard) throws Exception {
    String page = Files.readString(RunningBusway.home().resolve("docs/operations.md"));

    for (JsonObject panel : dashboard.panels()) {
      Matcher named = RUNBOOK.matcher(panel.getString("description"));
      while (named.find()) {
        assertThat(List.of(named.group(1).split(", ")))
            .as(panel.getString("title"))
            .allSatisfy(name -> assertThat(page).contains("\n### " + name + "\n"));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void ratesGoByTheIntervalThatFitsTheScrapes(Dashboard dashboard) {
    for (JsonObject panel : dashboard.panels()) {
      assertThat(Dashboard.objects(panel, "targets").map(target -> target.getString("expr")))
          .as(panel.getString("title"))
          .noneMatch(expression -> LITERAL_RATE.matcher(expression).find());
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void dashboardsShareVariablesCrosshairLinksAndMarks(Dashboard dashboard) {
    JsonObject json = dashboard.json();
    JsonObject link = Dashboard.objects(json, "links").findFirst().orElseThrow();

    assertThat(json.getInteger("schemaVersion")).isEqualTo(39);
    assertThat(json.getInteger("graphTooltip")).isEqualTo(1);
    assertThat(json.getJsonArray("tags")).containsExactly("busway");
    assertThat(dashboard.name()).isEqualTo(json.getString("uid") + ".json");
    assertThat(link.getJsonArray("tags")).containsExactly("busway");
    assertThat(link.getBoolean("keepTime")).isTrue();
    assertThat(link.getBoolean("includeVars")).isTrue();
    assertThat(names(json.getJsonObject("templating")))
        .startsWith("datasource", "job", "instance", "loop");
    assertThat(names(json.getJsonObject("annotations")))
        .containsExactly("Versions", "Configurations", "Starts", "Stalls");
  }

  private static Stream<String> names(JsonObject listed) {
    return Dashboard.objects(listed, "list").map(each -> each.getString("name"));
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void panelsLieBesideEachOther(Dashboard dashboard) {
    Set<String> taken = new HashSet<>();
    Set<Integer> ids = new HashSet<>();
    Dashboard.objects(dashboard.json(), "panels")
        .forEach(
            panel -> {
              assertThat(ids.add(panel.getInteger("id"))).isTrue();
              assertThat(taken)
                  .as(panel.getString("title"))
                  .doesNotContainAnyElementsOf(cells(panel));
              taken.addAll(cells(panel));
            });
  }

  private static Set<String> cells(JsonObject panel) {
    JsonObject at = panel.getJsonObject("gridPos");
    Set<String> cells = new HashSet<>();
    assertThat(at.getInteger("x") + at.getInteger("w")).isLessThanOrEqualTo(24);
    for (int x = 0; x < at.getInteger("w"); x++) {
      for (int y = 0; y < at.getInteger("h"); y++) {
        cells.add((at.getInteger("x") + x) + ":" + (at.getInteger("y") + y));
      }
    }
    return cells;
  }
}
