package busway.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Prometheus's configuration and rules as files: what promtool says of them. */
class RulesIT {

  private static final Path FOLDER = RunningBusway.home().resolve("dashboards");
  private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)");

  private static List<String> files(String folder) throws Exception {
    try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
      return files.filter(Files::isRegularFile).map(Path::toString).sorted().toList();
    }
  }

  private static List<String> alerts() throws Exception {
    return ALERT
        .matcher(Files.readString(FOLDER.resolve("rules/alerts.yml")))
        .results()
        .map((MatchResult found) -> found.group(1))
        .distinct()
        .toList();
  }

  private static String tests() throws Exception {
    StringBuilder tests = new StringBuilder();
    for (String file : files("rules/tests")) {
      tests.append(Files.readString(Path.of(file)));
    }
    return tests.toString();
  }

  @Test
  void prometheusAcceptsItsConfigurationAndTheRules() throws Exception {
    Commands.succeeds(FOLDER, Map.of(), "promtool", "check", "config", "prometheus.yml");
  }

  @Test
  void everyAlertFiresWhenItShouldAndNotOtherwise() throws Exception {
    List<String> command = new ArrayList<>(List.of("promtool", "test", "rules"));
    command.addAll(files("rules/tests"));

    Commands.succeeds(FOLDER, Map.of(), command.toArray(String[]::new));
  }

  @Test
  void everyAlertHasATestInWhichItFiresAndOneInWhichItDoesNot() throws Exception {
    String tests = tests();

    assertThat(alerts()).hasSize(10);
    for (String alert : alerts()) {
      assertThat(tests).contains("alertname: " + alert + "\n        exp_alerts:");
      assertThat(tests).contains("alertname: " + alert + ", exp_alerts: [] }");
    }
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
