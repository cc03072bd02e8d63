package busway.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The files of dashboards/ as files: what can be said without a gateway. */
class DashboardsIT {

  private static final Path FOLDER = RunningBusway.home().resolve("dashboards");

  private static Child run(String... command) throws Exception {
    Child child = Child.start(FOLDER, Map.of("PYTHONDONTWRITEBYTECODE", "1"), List.of(command));
    child.awaitExit(Duration.ofSeconds(60));
    return child;
  }

  private static void succeeds(String... command) throws Exception {
    try (Child child = run(command)) {
      int status = child.awaitExit(Duration.ofSeconds(1));
      assertThat(status).as(child.stdout() + "\n" + child.stderr()).isZero();
    }
  }

  private static String[] files(String folder, String... command) throws Exception {
    List<String> all = new ArrayList<>(List.of(command));
    try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
      files.filter(Files::isRegularFile).map(Path::toString).sorted().forEach(all::add);
    }
    return all.toArray(String[]::new);
  }

  @Test
  void theDashboardIsWhatItsGeneratorWrites() throws Exception {
    succeeds("python3", "generate/overview.py", "--check");
  }

  @Test
  void prometheusAcceptsItsConfigurationAndTheRules() throws Exception {
    succeeds("promtool", "check", "config", "prometheus.yml");
  }

  @Test
  void everyAlertFiresWhenItShouldAndNotOtherwise() throws Exception {
    succeeds(files("rules/tests", "promtool", "test", "rules"));
  }

  @Test
  void everyAlertHasATestInWhichItFires() throws Exception {
    StringBuilder tests = new StringBuilder();
    for (String file : files("rules/tests")) {
      tests.append(Files.readString(Path.of(file)));
    }
    for (String line : Files.readAllLines(FOLDER.resolve("rules/alerts.yml"))) {
      if (line.contains("- alert: ")) {
        String name = line.substring(line.indexOf(": ") + 2);
        assertThat(tests).contains("alertname: " + name + "\n");
      }
    }
  }

  @Test
  void everyPanelSaysWhatItShowsInWhichUnit() throws Exception {
    for (JsonObject panel : Dashboard.read("busway-overview.json").panels()) {
      String title = panel.getString("title");
      JsonObject defaults = panel.getJsonObject("fieldConfig").getJsonObject("defaults");
      assertThat(panel.getString("description")).as(title).hasSizeGreaterThan(30);
      assertThat(defaults.getString("unit")).as(title).isNotBlank();
      assertThat(Dashboard.objects(panel, "targets")).as(title).isNotEmpty();
    }
  }

  @Test
  void panelsLieBesideEachOther() throws Exception {
    Set<String> taken = new HashSet<>();
    Set<Integer> ids = new HashSet<>();
    JsonObject dashboard = Dashboard.read("busway-overview.json").json();
    Dashboard.objects(dashboard, "panels")
        .forEach(
            panel -> {
              JsonObject at = panel.getJsonObject("gridPos");
              assertThat(ids.add(panel.getInteger("id"))).isTrue();
              assertThat(at.getInteger("x") + at.getInteger("w")).isLessThanOrEqualTo(24);
              for (int x = 0; x < at.getInteger("w"); x++) {
                for (int y = 0; y < at.getInteger("h"); y++) {
                  String cell = (at.getInteger("x") + x) + ":" + (at.getInteger("y") + y);
                  assertThat(taken.add(cell)).as(panel.getString("title")).isTrue();
                }
              }
            });
    assertThat(dashboard.getInteger("schemaVersion")).isEqualTo(39);
  }

  @Test
  void composeMountsFilesThatExist() throws Exception {
    List<String> mounted =
        Files.readAllLines(FOLDER.resolve("compose.yaml")).stream()
            .map(String::strip)
            .filter(line -> line.startsWith("- ./"))
            .map(line -> line.substring(4, line.indexOf(':')))
            .toList();

    assertThat(mounted).hasSizeGreaterThan(4);
    assertThat(mounted).allSatisfy(path -> assertThat(FOLDER.resolve(path)).exists());
  }
}
