package busway.tests;

import static org.assertj.core.api.Assertions.assertThat;

import busway.tests.Dashboard.Query;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A gateway under a healthy load, one of whose verticles is replaced all the time, and a real
 * Prometheus that scrapes it.
 */
final class Watched implements AutoCloseable {

  static final Duration BOUND = Duration.ofMinutes(4);

  final RunningBusway busway;
  final Prometheus prometheus;
  private final Load load;
  private final Swaps swaps;

  private Watched(RunningBusway busway, Prometheus prometheus, Load load, Swaps swaps) {
    this.busway = busway;
    this.prometheus = prometheus;
    this.load = load;
    this.swaps = swaps;
  }

  /** Starts all three; Prometheus keeps its data in the folder. */
  static Watched start(Path folder) throws Exception {
    RunningBusway busway =
        RunningBusway.start(
            "--config",
            absolute("src/test/resources/watched.yaml"),
            "--classpath",
            absolute("../verticles/examples/target/busway-examples.jar"),
            "--classpath",
            absolute("target/test-classes"));
    try {
      Load load = new Load(busway);
      Prometheus prometheus = Prometheus.start(folder, busway.adminPort());
      return new Watched(busway, prometheus, load, new Swaps(busway, "EchoVerticle"));
    } catch (Exception | AssertionError e) {
      busway.close();
      throw e;
    }
  }

  private static String absolute(String path) {
    return Path.of(path).toAbsolutePath().normalize().toString();
  }

  /** Those queries that give nothing now. */
  List<Query> withoutData(Collection<Query> queries) {
    return queries.stream().filter(q -> prometheus.query(q.expression()).isEmpty()).toList();
  }

  /** Waits until every query gives something. */
  void awaitData(Collection<Query> queries) {
    List<Query> missing = new ArrayList<>(queries);
    try {
      Await.until(
          BOUND,
          "every query has data",
          () -> {
            missing.retainAll(withoutData(missing));
            return missing.isEmpty();
          });
    } catch (AssertionError late) {
      assertThat(missing).as("queries without data").isEmpty();
    }
  }

  /** The names of all that the gateway exports now, histograms without their suffixes. */
  Set<String> exported() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI metrics = busway.admin().resolve("metrics");
      Set<String> names = new TreeSet<>();
      client
          .send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
          .body()
          .lines()
          .filter(line -> line.startsWith("# TYPE "))
          .forEach(line -> names.add(line.split(" ")[2]));
      return names;
    }
  }

  /** Has the gateway collect its garbage. */
  void collectGarbage() throws Exception {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Commands.succeeds(RunningBusway.home(), Map.of(), jcmd, Long.toString(busway.pid()), "GC.run");
  }

  @Override
  public void close() throws Exception {
    try (AutoCloseable first = busway;
        AutoCloseable second = prometheus;
        AutoCloseable third = load;
        AutoCloseable fourth = swaps) {
      assertThat(List.of(first, second, third, fourth)).doesNotContainNull();
    }
  }
}
