package busway.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page's files and headers, over HTTP. */
class PageIT {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Vertx VERTX = Vertx.vertx();
  private static HttpServer server;

  @BeforeAll
  static void start() throws Exception {
    var router = Router.router(VERTX);
    Page.mount(
        router, "/bus&\"<x", new AdminPlace("", 8181), () -> new JsonObject().put("nowMs", 7));
    server =
        VERTX
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
  }

  @AfterAll
  static void stop() throws Exception {
    VERTX.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void everythingThatThePageNamesIsServedFromItself() throws Exception {
    var links = new ArrayList<>(List.of("/"));
    for (int i = 0; i < links.size(); i++) {
      var answer = get(links.get(i));
      assertThat(answer.statusCode()).as(links.get(i)).isEqualTo(200);
      namedBy(links.get(i), answer.body())
          .filter(link -> !links.contains(link))
          .forEach(links::add);
    }
    assertThat(links)
        .contains("/page/main.js", "/page/chart.js", "/page/bus.js", "/page/theme.css");
    assertThat(links).hasSizeGreaterThan(20);
  }

  @Test
  void nothingInThePageIsInlineOrFromAnotherHost() throws Exception {
    var html = get("/").body().replace("http://127.0.0.1:8181", "");
    assertThat(html).doesNotContainPattern("<script(?![^>]*src=)").doesNotContain("<style");
    assertThat(html).doesNotContainPattern("\\son[a-z]+=").doesNotContainPattern("\\sstyle=");
    assertThat(html).doesNotContain("//");
  }

  @Test
  void everyAnswerCarriesTheSecurityHeaders() throws Exception {
    for (var path : List.of("/", "/page/main.js", "/loops", "/no/such/file")) {
      var headers = get(path).headers();
      assertThat(headers.firstValue("Content-Security-Policy")).as(path).isPresent();
      var policy = headers.firstValue("Content-Security-Policy").orElseThrow();
      assertThat(policy).startsWith("default-src 'none';").contains("script-src 'self';");
      assertThat(policy)
          .contains("base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'");
      assertThat(policy).doesNotContain("unsafe").doesNotContain("*").doesNotContain("data:");
      assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
    }
  }

  @Test
  void filesHaveTheTypesThatBrowsersInsistOn() throws Exception {
    assertThat(type("/")).isEqualTo("text/html; charset=utf-8");
    assertThat(type("/page/main.js")).isEqualTo("text/javascript; charset=utf-8");
    assertThat(type("/page/chart.js")).isEqualTo("text/javascript; charset=utf-8");
    assertThat(type("/page/theme.css")).isEqualTo("text/css; charset=utf-8");
    assertThat(type("/page/mark.svg")).isEqualTo("image/svg+xml");
  }

  @Test
  void aFileThatTheBrowserHasIsNotSentAgain() throws Exception {
    var etag = get("/page/chart.js").headers().firstValue("ETag").orElseThrow();
    var again = send(request("/page/chart.js").header("If-None-Match", etag).build());
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    var stale = send(request("/page/chart.js").header("If-None-Match", "\"old\"").build());
    assertThat(stale.statusCode()).isEqualTo(200);
  }

  @Test
  void headHasTheHeadersOfGetAndNoBody() throws Exception {
    for (var path : List.of("/", "/page/chart.js", "/loops")) {
      var head = send(request(path).method("HEAD", BodyPublishers.noBody()).build());
      assertThat(head.statusCode()).as(path).isEqualTo(200);
      assertThat(head.body()).isEmpty();
      assertThat(head.headers().firstValueAsLong("Content-Length"))
          .hasValue(get(path).headers().firstValueAsLong("Content-Length").orElseThrow());
    }
  }

  @Test
  void whatIsNotThereIsSaidPlainly() throws Exception {
    for (var path : List.of("/nothing", "/page/", "/page/nothing.js", "/page/..%2findex.html")) {
      var answer = get(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(404);
      assertThat(answer.body()).isEqualTo("Not found\n");
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain; charset=utf-8");
    }
    var post = send(request("/").POST(BodyPublishers.ofString("x")).build());
    assertThat(post.statusCode()).isEqualTo(405);
    assertThat(post.body()).isEqualTo("Method not allowed\n");
  }

  @Test
  void theSnapshotIsJsonThatNobodyKeeps() throws Exception {
    var answer = get("/loops");
    assertThat(answer.body()).isEqualTo("{\"nowMs\":7}");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
  }

  @Test
  void thePathOfTheBusIsToldToThePageAsText() throws Exception {
    assertThat(get("/").body())
        .contains("<meta name=\"busway-path\" content=\"/bus&amp;&quot;&lt;x\" />");
  }

  @Test
  void thePageIsToldWhereItsVisitorFindsTheAdminPortAndMayTalkToThatAlone() throws Exception {
    var page = get("/");
    assertThat(page.body())
        .contains("<meta name=\"busway-admin\" content=\"http://127.0.0.1:8181\" />");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("connect-src 'self' http://127.0.0.1:8181;");
    assertThat(get("/page/main.js").headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("connect-src 'self';");
  }

  /** The files that a file of the page loads, as absolute paths. */
  private static Stream<String> namedBy(String from, String text) {
    var links =
        from.equals("/")
            ? Pattern.compile("(?:href|src)=\"(page/[^\"]+)\"")
            : Pattern.compile("(?:from |new URL\\()\"(\\./[^\"]+)\"");
    var base = URI.create(from);
    return from.endsWith("chart.js")
        ? Stream.empty()
        : links.matcher(text).results().map(match -> base.resolve(match.group(1)).getPath());
  }

  private static String type(String path) throws Exception {
    return get(path).headers().firstValue("Content-Type").orElseThrow();
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path));
  }

  private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path).build());
  }

  private static HttpResponse<String> send(HttpRequest request)
      throws IOException, InterruptedException {
    return HTTP.send(request, BodyHandlers.ofString());
  }
}
