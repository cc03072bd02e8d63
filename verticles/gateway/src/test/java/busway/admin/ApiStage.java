package busway.admin;

import busway.config.Secret;
import busway.logs.LogBook;
import busway.logs.LogsBounds;
import busway.metrics.ExpositionFormat;
import busway.metrics.GatewayMetrics;
import busway.testing.Wait;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An admin server with a registry that is a fake, and one who calls it. */
final class ApiStage implements AutoCloseable {

  static final String TOKEN = "a-token-of-this-test";
  static final int PAGE_PORT = 18_080;

  final FakeRegistry registry = new FakeRegistry();
  final LogBook logs =
      new LogBook(new LogsBounds(20, 100, 1 << 20), name -> registry.find(name).isPresent());
  final Readiness readiness = new Readiness();
  final HttpClient client = HttpClient.newHttpClient();
  private final GatewayMetrics metrics = new GatewayMetrics();
  private final Vertx vertx = Vertx.vertx();
  private final AdminVerticle verticle;
  private final int port;

  ApiStage(String... origins) {
    AdminConfig config = new AdminConfig("127.0.0.1", 0, new Secret(TOKEN), null, List.of(origins));
    AdminServices services = new AdminServices(metrics, readiness, registry, logs, () -> PAGE_PORT);
    CompletableFuture<Integer> listening = new CompletableFuture<>();
    readiness.set(Readiness.State.READY);
    verticle = new AdminVerticle(config, services, at -> listening.complete(at.port()));
    Wait.on(vertx.deployVerticle(verticle));
    port = listening.orTimeout(10, TimeUnit.SECONDS).join();
  }

  /** The methods of each path, as in {@code get /live}. */
  Set<String> served() {
    Set<String> served = new TreeSet<>();
    pages().forEach(path -> served.add("get " + path));
    verticle
        .pages()
        .routes()
        .forEach(route -> served.add(route.method().toLowerCase(Locale.ROOT) + " " + route.path()));
    return served;
  }

  /** The paths that need no token. */
  Set<String> pages() {
    return verticle.pages().paths();
  }

  int port() {
    return port;
  }

  HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(20));
  }

  /** With the token and a body that is JSON, in single quotes; empty for none. */
  HttpResponse<String> call(String method, String path, String json) throws Exception {
    HttpRequest.Builder request = to(path).header("Authorization", "Bearer " + TOKEN);
    if (json.isEmpty()) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request.header("Content-Type", "application/json");
      request.method(method, BodyPublishers.ofString(json.replace('\'', '"')));
    }
    return send(request);
  }

  HttpResponse<String> get(String path) throws Exception {
    return call("GET", path, "");
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** The value of a meter, by its name and labels. */
  double metric(String name) {
    return metrics
        .scrape(ExpositionFormat.PROMETHEUS)
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no meter " + name));
  }

  /** Ends the changes that wait for it. */
  void release() {
    registry.release.tryComplete();
  }

  @Override
  public void close() throws Exception {
    Wait.on(vertx.close());
    metrics.close();
    client.close();
  }
}
