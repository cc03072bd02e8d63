package busway.tests;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A real Prometheus with the shipped configuration and rules, only faster: it scrapes and evaluates
 * once a second, and keeps its data in the folder it is given.
 */
final class Prometheus implements AutoCloseable {

  private static final Duration START_BOUND = Duration.ofSeconds(60);
  private static final Pattern LISTENS =
      Pattern.compile("msg=\"Listening on\" address=(127\\.0\\.0\\.1:\\d+)");

  private final HttpClient client = HttpClient.newHttpClient();
  private final Child process;
  private final URI uri;

  private Prometheus(Child process, URI uri) {
    this.process = process;
    this.uri = uri;
  }

  /** Starts one that scrapes the gateway with this admin port. */
  static Prometheus start(Path folder, int adminPort) throws Exception {
    Path shipped = RunningBusway.home().resolve("dashboards");
    copy(shipped.resolve("prometheus.yml"), folder);
    copyAll(shipped.resolve("rules"), folder.resolve("rules"));
    Path targets = Files.createDirectories(folder.resolve("targets"));
    Files.writeString(
        targets.resolve("busway.yml"), "- targets: [\"127.0.0.1:" + adminPort + "\"]\n");
    Child process =
        Child.start(
            folder,
            Map.of(),
            List.of(
                "prometheus",
                "--config.file=prometheus.yml",
                "--storage.tsdb.path=data",
                "--enable-feature=exemplar-storage",
                "--web.listen-address=127.0.0.1:0"));
    Await.until(START_BOUND, "Prometheus listens", () -> place(process).isPresent());
    Prometheus prometheus = new Prometheus(process, place(process).orElseThrow());
    Await.until(START_BOUND, "Prometheus is ready", prometheus::ready);
    return prometheus;
  }

  private static void copy(Path file, Path folder) throws IOException {
    String fast =
        Files.readString(file)
            .replaceAll("(scrape_interval|evaluation_interval): \\d+s", "$1: 1s")
            .replaceAll("scrape_timeout: \\d+s", "scrape_timeout: 1s");
    Files.writeString(folder.resolve(file.getFileName()), fast);
  }

  private static void copyAll(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        copy(file, to);
      }
    }
  }

  /** Where it listens, as it says in its log. */
  private static Optional<URI> place(Child process) {
    if (!process.alive()) {
      throw new AssertionError(process.toString());
    }
    return process.stderr().stream()
        .map(LISTENS::matcher)
        .filter(Matcher::find)
        .map(found -> URI.create("http://" + found.group(1)))
        .findFirst();
  }

  private boolean ready() {
    if (!process.alive()) {
      throw new AssertionError(String.join("\n", process.stderr()));
    }
    try {
      return get("/-/ready").statusCode() == 200;
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  /**
   * The samples that a query gives now, those that are not a number left out.
   *
   * @throws AssertionError if Prometheus refuses the query
   */
  List<JsonObject> query(String expression) {
    JsonArray result = api("query?query=" + encoded(expression)).getJsonArray("result");
    return result.stream()
        .map(JsonObject.class::cast)
        .filter(sample -> !sample.getJsonArray("value").getString(1).equals("NaN"))
        .toList();
  }

  /** The exemplars of a series within the last minutes. */
  List<JsonObject> exemplars(String series) {
    long nowSeconds = System.currentTimeMillis() / 1_000;
    String range = "&start=" + (nowSeconds - 300) + "&end=" + (nowSeconds + 60);
    return list("query_exemplars?query=" + encoded(series) + range).stream()
        .map(JsonObject.class::cast)
        .flatMap(one -> one.getJsonArray("exemplars").stream())
        .map(JsonObject.class::cast)
        .toList();
  }

  /** Every rule, as Prometheus tells of them. */
  List<JsonObject> rules() {
    return api("rules").getJsonArray("groups").stream()
        .map(JsonObject.class::cast)
        .flatMap(group -> group.getJsonArray("rules").stream())
        .map(JsonObject.class::cast)
        .toList();
  }

  /** Every alert that is pending or fires. */
  List<JsonObject> alerts() {
    return api("alerts").getJsonArray("alerts").stream().map(JsonObject.class::cast).toList();
  }

  private JsonObject api(String path) {
    return answer(path).getJsonObject("data");
  }

  private JsonArray list(String path) {
    return answer(path).getJsonArray("data");
  }

  private JsonObject answer(String path) {
    var response = get("/api/v1/" + path);
    JsonObject answer = new JsonObject(response.body());
    if (!"success".equals(answer.getString("status"))) {
      throw new AssertionError(path + ": " + answer.getString("error"));
    }
    return answer;
  }

  private java.net.http.HttpResponse<String> get(String path) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(uri + path)).timeout(Duration.ofSeconds(30)).build();
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    process.close();
    client.close();
  }
}
