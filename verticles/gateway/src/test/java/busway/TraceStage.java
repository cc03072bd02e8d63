package busway;

import busway.config.ConfigLoader;
import busway.testing.HttpClient;
import busway.testing.TcpClient;
import busway.testing.Wait;
import busway.testing.WebSocketClient;
import busway.worker.Task;
import busway.worker.TaskException;
import busway.worker.TaskRequest;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A whole gateway with a verticle that asks a task, and tasks that answer or fail. */
final class TraceStage implements AutoCloseable {

  private static final List<String> ASSIGNMENTS =
      List.of(
          "event-loops=2",
          "tcp.port=0",
          "websocket.port=0",
          "admin.port=0",
          "admin.token=token-of-a-trace-test",
          "websocket.ping-timeout=10m",
          "permissions.inbound=[{address: '*'}]",
          "permissions.outbound=[{address: '*'}]",
          "session.fast-path=" + System.getProperty("busway.fast-path", "true"),
          "shutdown.timeout=30s",
          "tracing.export-interval=10ms",
          "verticles=[{main: '" + Relay.class.getName() + "'}]",
          "workers.pools.few.size=2",
          "workers.tasks.task.main=" + Told.class.getName(),
          "workers.tasks.task.pool=few",
          "workers.tasks.hang.main=" + Hangs.class.getName(),
          "workers.tasks.hang.pool=few",
          "workers.tasks.hang.timeout=1s");

  private static final int BLOCK_MS = 300;

  private final Gateway gateway;
  private final Endpoints endpoints;
  private final List<AutoCloseable> clients = new ArrayList<>();
  private boolean stopped;

  /** Starts a gateway with the given settings besides those that all have. */
  TraceStage(String... assignments) {
    ConfigLoader<GatewayConfig> loader = ConfigLoader.of(GatewayConfig.class);
    ASSIGNMENTS.forEach(loader::set);
    List.of(assignments).forEach(loader::set);
    gateway = new Gateway(loader.load());
    endpoints = gateway.start();
  }

  /**
   * Answers {@code relay} with what {@code task} answers it, and {@code headers} with the headers
   * that it got. Tells {@code wire} what it is told at {@code tell}.
   */
  public static final class Relay extends VerticleBase {

    /** Held, for Vert.x closes a client that nobody has any more, also while it connects. */
    private HttpClientAgent http;

    @Override
    public Future<?> start() {
      http = vertx.createHttpClient();
      vertx.eventBus().consumer("relay", this::relay);
      vertx.eventBus().consumer("headers", Relay::headers);
      vertx.eventBus().consumer("fail", message -> message.fail(42, "nope"));
      vertx.eventBus().consumer("block", Relay::block);
      vertx.eventBus().consumer("fetch", this::fetch);
      return vertx.eventBus().consumer("tell", this::tell).completion();
    }

    private void relay(Message<Object> message) {
      vertx
          .eventBus()
          .request("task", message.body())
          .onSuccess(reply -> message.reply(reply.body()))
          .onFailure(failure -> message.fail(500, failure.getMessage()));
    }

    private static void headers(Message<Object> message) {
      message.reply(json(message), new DeliveryOptions().setHeaders(message.headers()));
    }

    private void tell(Message<Object> message) {
      vertx.eventBus().publish("wire", message.body());
    }

    private void fetch(Message<Integer> port) {
      http.request(HttpMethod.GET, port.body(), "127.0.0.1", "/told")
          .compose(HttpClientRequest::send)
          .compose(HttpClientResponse::body)
          .onSuccess(body -> port.reply(body.toString()))
          .onFailure(failure -> port.fail(500, failure.getMessage()));
    }

    private static void block(Message<Object> message) {
      Wait.passed(BLOCK_MS).join();
      message.reply(null);
    }

    private static JsonObject json(Message<Object> message) {
      JsonObject json = new JsonObject();
      message.headers().forEach((name, value) -> json.put(name.toLowerCase(Locale.ROOT), value));
      return json;
    }
  }

  /** Returns the headers of its request; refuses the body {@code "bad"}. */
  public static final class Told implements Task {
    @Override
    public Object run(TaskRequest request) throws TaskException {
      if ("bad".equals(request.body())) {
        throw new TaskException(404, "no such thing");
      }
      JsonObject headers = new JsonObject();
      for (Map.Entry<String, String> header : request.headers()) {
        headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue());
      }
      return headers;
    }
  }

  /** Never answers. */
  public static final class Hangs implements Task {
    @Override
    public Object run(TaskRequest request) throws InterruptedException {
      Thread.sleep(Long.MAX_VALUE);
      return "never";
    }
  }

  TcpClient tcp() {
    return kept(new TcpClient(endpoints.tcpPort()));
  }

  WebSocketClient webSocket() {
    return kept(new WebSocketClient(endpoints.webSocketPort(), "/eventbus/websocket"));
  }

  /** Opens a SockJS session over WebSocket. */
  WebSocketClient sockJs() {
    String path = "/eventbus/000/s" + clients.size() + "/websocket";
    return kept(new WebSocketClient(endpoints.webSocketPort(), path)).hears("o");
  }

  /** The metrics, as Prometheus asks for them to get exemplars. */
  String openMetrics() {
    return metrics("application/openmetrics-text; version=1.0.0");
  }

  String metrics(String accept) {
    try (HttpClient http = new HttpClient(endpoints.admin().port())) {
      return http.sends(
              "GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAccept: "
                  + accept
                  + "\r\n\r\n")
          .answer()
          .body();
    }
  }

  /** Spans with an outcome so far. */
  long spans(String outcome) {
    String start = "busway_trace_spans_total{outcome=\"" + outcome + "\"} ";
    return metrics("text/plain")
        .lines()
        .filter(line -> line.startsWith(start))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(start.length())))
        .findFirst()
        .orElseThrow();
  }

  /** Stops the gateway as a signal would, once its clients are gone; whether in time. */
  boolean stop() throws Exception {
    stopped = true;
    for (AutoCloseable client : clients) {
      client.close();
    }
    return gateway.stop();
  }

  private <T extends AutoCloseable> T kept(T client) {
    clients.add(client);
    return client;
  }

  @Override
  public void close() throws Exception {
    if (!stopped) {
      stop();
    }
  }
}
