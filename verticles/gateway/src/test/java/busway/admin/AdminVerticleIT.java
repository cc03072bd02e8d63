package busway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import busway.config.Secret;
import busway.loops.EventLoops;
import busway.loops.LoopTransport;
import busway.loops.TransportKind;
import busway.metrics.GatewayMetrics;
import busway.metrics.MetricsConfig;
import busway.stalls.Watchdog;
import busway.testing.Wait;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdminVerticleIT {

  private final GatewayMetrics metrics = new GatewayMetrics();
  private final Readiness readiness = new Readiness();
  private final AdminServices services =
      new AdminServices(metrics, readiness, new FakeRegistry(), FakeRegistry.noLogs(), () -> 0);
  private final HttpClient client = HttpClient.newHttpClient();
  private Vertx vertx;
  private EventLoops loops;
  private int port;

  @BeforeEach
  void start() throws Exception {
    VertxOptions options = new VertxOptions().setEventLoopPoolSize(2);
    LoopTransport transport = new LoopTransport(TransportKind.AUTO, true);
    vertx = transport.install(metrics.install(Vertx.builder().with(options))).build();
    loops = EventLoops.start(vertx, transport, Duration.ofMillis(20));
    metrics.observe(transport.name(), loops);
    port = deploy(config(0));
  }

  private static AdminConfig config(int port) {
    return new AdminConfig("127.0.0.1", port, Secret.random(), null, List.of());
  }

  private int deploy(AdminConfig config) throws Exception {
    CompletableFuture<Integer> listening = new CompletableFuture<>();
    vertx
        .deployVerticle(new AdminVerticle(config, services, at -> listening.complete(at.port())))
        .await(10, TimeUnit.SECONDS);
    return listening.get(10, TimeUnit.SECONDS);
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
    loops.close();
    metrics.close();
    client.close();
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(10));
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = to(path);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @Test
  void servesPrometheusTextToWhoAsksForNothingElse() throws Exception {
    HttpResponse<String> response = get("/metrics");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(header(response, "Content-Type"))
        .isEqualTo("text/plain; version=0.0.4; charset=utf-8");
    assertThat(response.body())
        .contains("# TYPE busway_eventloop_lag_seconds histogram\n", "jvm_memory_used_bytes{")
        .doesNotContain("# EOF");
  }

  @Test
  void servesOpenMetricsToPrometheus() throws Exception {
    HttpResponse<String> response =
        get(
            "/metrics",
            "Accept",
            "application/openmetrics-text;version=1.0.0;q=0.8,"
                + "application/openmetrics-text;version=0.0.1;q=0.75,"
                + "text/plain;version=0.0.4;q=0.5,*/*;q=0.1");

    assertThat(header(response, "Content-Type"))
        .isEqualTo("application/openmetrics-text; version=1.0.0; charset=utf-8");
    assertThat(response.body())
        .contains("# UNIT busway_eventloop_lag_seconds seconds\n")
        .endsWith("# EOF\n");
  }

  @Test
  void compressesForThoseWhoAsk() throws Exception {
    HttpRequest request = to("/metrics").header("Accept-Encoding", "gzip").build();

    HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());

    assertThat(header(response, "Content-Encoding")).isEqualTo("gzip");
    try (var plain = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
      assertThat(new String(plain.readAllBytes(), StandardCharsets.UTF_8))
          .contains("busway_build_info");
    }
  }

  @Test
  void isReadyOnlyWhileNewConnectionsAreWelcome() throws Exception {
    HttpResponse<String> starting = get("/ready");
    readiness.set(Readiness.State.READY);
    HttpResponse<String> ready = get("/ready");
    readiness.set(Readiness.State.DRAINING);
    HttpResponse<String> draining = get("/ready");

    assertThat(List.of(starting.statusCode(), ready.statusCode(), draining.statusCode()))
        .containsExactly(503, 200, 503);
    assertThat(List.of(starting.body(), ready.body(), draining.body()))
        .containsExactly("starting\n", "ready\n", "draining\n");
    assertThat(get("/live").statusCode()).isEqualTo(200);
  }

  @Test
  void tellsWhatRuns() throws Exception {
    metrics.config("abc");

    HttpResponse<String> response = get("/info");

    JsonObject info = new JsonObject(response.body());
    assertThat(header(response, "Content-Type")).isEqualTo("application/json");
    assertThat(info.getString("version")).matches("\\d+\\.\\d+\\.\\d+.*");
    assertThat(info.getString("vertx")).startsWith("5.");
    assertThat(info.getString("transport")).isIn("nio", "epoll", "kqueue", "iouring");
    assertThat(info.getString("configHash")).isEqualTo("ba7816bf8f01");
    assertThat(info.getString("state")).isEqualTo("starting");
    assertThat(info.getJsonArray("loops")).hasSize(2);
    assertThat(info.getLong("uptimeMs")).isPositive();
  }

  @Test
  void listsTheStallsOfTheLoops() throws Exception {
    JsonObject unwatched = new JsonObject(get("/admin/stalls").body());
    Watchdog watchdog = Watchdog.start(loops, MetricsConfig.DEFAULTS.stalls(), metrics.hiccups());
    metrics.observe(watchdog);
    HttpResponse<String> response = get("/admin/stalls");
    watchdog.close();

    assertThat(unwatched.getJsonArray("stalls")).isEmpty();
    assertThat(header(response, "Content-Type")).isEqualTo("application/json");
    assertThat(new JsonObject(response.body()).getDouble("thresholdMs")).isEqualTo(10);
    assertThat(new JsonObject(response.body()).getJsonArray("stalls")).isNotNull();
  }

  @Test
  void namesItsPagesAtTheRoot() throws Exception {
    assertThat(get("/").body()).contains("/metrics", "/live", "/ready", "/info", "/admin/stalls");
  }

  @Test
  void refusesUnknownPathsAndMethods() throws Exception {
    HttpResponse<String> posted =
        client.send(
            to("/metrics").POST(HttpRequest.BodyPublishers.ofString("x")).build(),
            BodyHandlers.ofString());

    assertThat(get("/nothing").statusCode()).isEqualTo(404);
    assertThat(get("/metrics/").statusCode()).isEqualTo(404);
    assertThat(posted.statusCode()).isEqualTo(405);
    assertThat(header(posted, "Allow")).isEqualTo("GET, HEAD");
  }

  @Test
  void answersHeadWithTheHeadersOfGetAndNoBody() throws Exception {
    HttpRequest head = to("/live").method("HEAD", HttpRequest.BodyPublishers.noBody()).build();

    HttpResponse<String> response = client.send(head, BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(header(response, "Content-Length")).isEqualTo("5");
    assertThat(response.body()).isEmpty();
  }

  @Test
  void servesMetricsWhileEveryEventLoopIsBlocked() throws Exception {
    CountDownLatch blocked = new CountDownLatch(2);
    CountDownLatch release = new CountDownLatch(1);
    ((VertxInternal) vertx)
        .nettyEventLoopGroup()
        .forEach(
            loop ->
                loop.execute(
                    () -> {
                      blocked.countDown();
                      await(release);
                    }));
    await(blocked);
    try {
      assertThat(get("/metrics").statusCode()).isEqualTo(200);
      List<Double> lags = awaitLagsAbove(0.3);
      assertThat(lags).hasSize(2).allSatisfy(lag -> assertThat(lag).isGreaterThan(0.3));
    } finally {
      release.countDown();
    }
  }

  private List<Double> awaitLagsAbove(double seconds) throws Exception {
    long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    List<Double> lags = List.of();
    while (System.nanoTime() < deadlineNs) {
      lags =
          get("/metrics")
              .body()
              .lines()
              .filter(line -> line.startsWith("busway_eventloop_lag_current_seconds{"))
              .map(line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1)))
              .toList();
      if (lags.stream().allMatch(lag -> lag > seconds)) {
        return lags;
      }
    }
    return lags;
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void isNotHeldUpByHalfOpenOrDeafScrapers() throws Exception {
    List<Socket> rude = new ArrayList<>();
    try {
      for (int i = 0; i < 20; i++) {
        rude.add(says("GET /metrics HT"));
        rude.add(deaf("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n".repeat(50)));
      }
      long beganNs = System.nanoTime();
      assertThat(get("/metrics").statusCode()).isEqualTo(200);
      assertThat(Duration.ofNanos(System.nanoTime() - beganNs))
          .isLessThan(Duration.ofSeconds(AdminServer.MAX_SECONDS));
    } finally {
      for (Socket socket : rude) {
        socket.close();
      }
    }
  }

  @Test
  void cutsOffWhoDoesNotFinishARequest() throws Exception {
    try (Socket halfOpen = says("GET /metrics HT")) {
      halfOpen.setSoTimeout(4_000 * AdminServer.MAX_SECONDS);

      assertThat(endOf(halfOpen)).isTrue();
    }
  }

  @Test
  void cutsOffWhoDoesNotReadAResponse() throws Exception {
    try (Socket deaf = deaf("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n".repeat(2_000))) {
      Wait.until(
          "the end of the connection",
          () -> !takes(deaf),
          Duration.ofSeconds(6 * AdminServer.MAX_SECONDS));
    }
    assertThat(get("/live").statusCode()).isEqualTo(200);
  }

  /** A socket that the other side has closed with bytes unread takes none after a while. */
  private static boolean takes(Socket socket) {
    try {
      socket.getOutputStream().write(' ');
      return true;
    } catch (IOException cut) {
      return false;
    }
  }

  @Test
  void comesBackAfterMoreConnectionsThanItHasThreads() throws Exception {
    List<Socket> many = new ArrayList<>();
    for (int i = 0; i < 2 * AdminServer.MAX_CONNECTIONS; i++) {
      many.add(says("GET /metrics HT"));
    }
    for (Socket socket : many) {
      socket.close();
    }

    assertThat(awaitLive()).isEqualTo(200);
  }

  private int awaitLive() throws Exception {
    long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(4 * AdminServer.MAX_SECONDS);
    int status = 0;
    while (status != 200 && System.nanoTime() < deadlineNs) {
      try {
        status = get("/live").statusCode();
      } catch (IOException refused) {
        status = 0;
      }
    }
    return status;
  }

  /** A client that does not read, with room for little: so that the server soon waits for it. */
  private Socket deaf(String text) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4_096);
    return says(socket, text);
  }

  private Socket says(String text) throws IOException {
    return says(new Socket(), text);
  }

  private Socket says(Socket socket, String text) throws IOException {
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static boolean endOf(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() == -1;
    } catch (java.net.SocketException reset) {
      return true;
    }
  }

  @Test
  void failsToDeployWhereThePortIsTaken() {
    CompletableFuture<Integer> never = new CompletableFuture<>();
    AdminConfig taken = config(port);

    var second =
        vertx.deployVerticle(new AdminVerticle(taken, services, at -> never.complete(at.port())));

    assertThat(second.otherwiseEmpty().map(id -> id == null).await()).isTrue();
    assertThat(second.cause()).isInstanceOf(BindException.class);
    assertThat(never).isNotDone();
  }

  @Test
  void stopsListeningWhenItIsUndeployed() throws Exception {
    for (String id : vertx.deploymentIDs()) {
      vertx.undeploy(id).await(10, TimeUnit.SECONDS);
    }

    assertThat(deploy(config(port))).isEqualTo(port);
    assertThat(get("/live").statusCode()).isEqualTo(200);
  }
}
