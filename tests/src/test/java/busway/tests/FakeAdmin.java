package busway.tests;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An admin port whose deployments are whatever a test says, so that states come about which a
 * gateway is seldom in. It speaks the admin API over real sockets.
 */
final class FakeAdmin implements AutoCloseable {

  static final String TOKEN = "s3cret-token";

  private static final String ROOT = "/admin/deployments";

  private final Map<String, JsonObject> deployments = new ConcurrentSkipListMap<>();
  private final Map<String, JsonObject> refusals = new ConcurrentSkipListMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<HttpExchange> tails = new CopyOnWriteArrayList<>();
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  FakeAdmin() {
    this(0);
  }

  /**
   * Listens on a port.
   *
   * @param port 0 for one that can be listened on again
   */
  FakeAdmin(int port) {
    try {
      int any = port == 0 ? LastingPort.any() : port;
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), any), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  URI origin() {
    return URI.create("http://127.0.0.1:" + port());
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** A deployment that runs, which {@code put} of the answer changes. */
  JsonObject has(String name, String... addresses) {
    JsonObject status =
        new JsonObject()
            .put("name", name)
            .put("main", "com.acme." + name)
            .put("threading", "event-loop")
            .put("state", "running")
            .put("reason", "")
            .put("problems", new JsonArray())
            .put("instances", 1)
            .put("version", 1)
            .put("addresses", new JsonArray(List.of(addresses)))
            .put("since", "2026-01-02T03:04:05Z")
            .put("messages", 1_000)
            .put("messagesPerSecond", 12.5)
            .put("handlerSeconds", 3.5)
            .put("pending", 2);
    deployments.put(name, status);
    return status;
  }

  static JsonObject problem(String file, int line, int column, String message) {
    return new JsonObject()
        .put("file", file)
        .put("line", line)
        .put("column", column)
        .put("message", message);
  }

  /** The next request that begins so is refused, such as {@code POST /admin/deployments}. */
  void refuse(String request, int status, String message, JsonObject... problems) {
    JsonObject error =
        new JsonObject()
            .put("code", "failed")
            .put("message", message)
            .put("problems", new JsonArray(List.of(problems)));
    refusals.put(request, new JsonObject().put("status", status).put("error", error));
  }

  /** Forgets all deployments. */
  void empty() {
    deployments.clear();
    refusals.clear();
    lines.clear();
    asked.clear();
  }

  /** What was asked, as method, path and body. */
  List<String> asked() {
    return asked;
  }

  /** How many tails are being read. */
  int tails() {
    return tails.size();
  }

  /** Adds a line to every log. A tail that nobody reads any more is found out here. */
  void log(String level, String text) {
    String line =
        new JsonObject()
            .put("time", "2026-01-02T03:04:05.678Z")
            .put("level", level)
            .put("text", text)
            .encode();
    lines.add(line);
    tails.removeIf(tail -> !wrote(tail, line));
  }

  /** Ends every tail. */
  void breakTails() {
    tails.forEach(HttpExchange::close);
    tails.clear();
  }

  private void answer(HttpExchange exchange) throws IOException {
    var headers = exchange.getResponseHeaders();
    headers.set("Access-Control-Allow-Origin", exchange.getRequestHeaders().getFirst("Origin"));
    headers.set("Access-Control-Allow-Methods", "GET, POST, DELETE");
    headers.set("Access-Control-Allow-Headers", "Authorization, Content-Type");
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    if (request.startsWith("OPTIONS")) {
      exchange.sendResponseHeaders(204, -1);
      exchange.close();
      return;
    }
    asked.add((request + " " + body).strip());
    JsonObject refusal = refusals.remove(request);
    if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      end(exchange, 401, error("unauthorized", "wrong token"));
    } else if (refusal != null) {
      end(exchange, refusal.getInteger("status"), refusal);
    } else if (request.endsWith("/logs")) {
      tail(exchange);
    } else {
      change(exchange, request, body);
    }
  }

  private void change(HttpExchange exchange, String request, String body) throws IOException {
    String[] parts = request.split("[ /]");
    String name = parts.length > 4 ? parts[4] : "";
    if (request.equals("GET " + ROOT)) {
      var all = new JsonArray(List.copyOf(deployments.values()));
      end(exchange, 200, new JsonObject().put("deployments", all));
    } else if (request.equals("POST " + ROOT)) {
      var asked = new JsonObject(body);
      end(exchange, 201, has(asked.getString("name"), "new").mergeIn(asked));
    } else if (request.startsWith("DELETE")) {
      end(exchange, 200, deployments.remove(name));
    } else if (request.endsWith("/scale")) {
      end(exchange, 200, deployments.get(name).mergeIn(new JsonObject(body)));
    } else {
      JsonObject status = deployments.get(name);
      end(exchange, 200, status.put("version", status.getInteger("version") + 1));
    }
  }

  private void tail(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/x-ndjson");
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().flush();
    lines.forEach(line -> wrote(exchange, line));
    tails.add(exchange);
  }

  private static boolean wrote(HttpExchange tail, String line) {
    try {
      tail.getResponseBody().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      tail.getResponseBody().flush();
      return true;
    } catch (IOException gone) {
      tail.close();
      return false;
    }
  }

  private static JsonObject error(String code, String message) {
    return new JsonObject().put("error", Map.of("code", code, "message", message));
  }

  private static void end(HttpExchange exchange, int status, JsonObject json) throws IOException {
    byte[] bytes = json.encode().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
