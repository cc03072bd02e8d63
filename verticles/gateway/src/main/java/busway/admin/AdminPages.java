package busway.admin;

import busway.metrics.ExpositionFormat;
import busway.metrics.GatewayMetrics;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every page of the admin server, by path. */
final class AdminPages implements HttpHandler {

  private static final Logger LOG = LoggerFactory.getLogger(AdminPages.class);

  private static final List<String> READING = List.of("GET", "HEAD");

  private static final String INDEX =
      """
      Busway admin

      /metrics       Prometheus text, or OpenMetrics by Accept
      /live          200 while the process runs
      /ready         200 while new connections are welcome, else 503 and the state
      /info          versions, uptime, event loops, as JSON
      /admin/stalls  when event loops stood still, how long, why and in whose code, as JSON""";

  private final GatewayMetrics metrics;
  private final Readiness readiness;

  AdminPages(GatewayMetrics metrics, Readiness readiness) {
    this.metrics = metrics;
    this.readiness = readiness;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Page page = answer(exchange);
      send(exchange, page);
    }
  }

  private Page answer(HttpExchange exchange) {
    Supplier<Page> page = page(exchange);
    if (page == null) {
      return Page.text(404, "not found");
    }
    if (!READING.contains(exchange.getRequestMethod())) {
      exchange.getResponseHeaders().set("Allow", String.join(", ", READING));
      return Page.text(405, "method not allowed");
    }
    try {
      return page.get();
    } catch (RuntimeException e) {
      LOG.error("{} failed", exchange.getRequestURI(), e);
      return Page.text(500, "internal error");
    }
  }

  private @Nullable Supplier<Page> page(HttpExchange exchange) {
    return switch (exchange.getRequestURI().getPath()) {
      case "/" -> () -> Page.text(200, INDEX);
      case "/metrics" -> () -> metrics(format(exchange));
      case "/live" -> () -> Page.text(200, "live");
      case "/ready" -> this::ready;
      case "/info" -> () -> Page.json(metrics.info().put("state", state()).encodePrettily());
      case "/admin/stalls" -> () -> Page.json(metrics.stalls().encodePrettily());
      default -> null;
    };
  }

  private static ExpositionFormat format(HttpExchange exchange) {
    return Accept.format(exchange.getRequestHeaders().getFirst("Accept"));
  }

  private Page metrics(ExpositionFormat format) {
    return new Page(200, format.contentType(), metrics.scrape(format));
  }

  private Page ready() {
    return Page.text(readiness.state() == Readiness.State.READY ? 200 : 503, state());
  }

  private String state() {
    return readiness.state().name().toLowerCase(Locale.ROOT);
  }

  private static void send(HttpExchange exchange, Page page) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", page.contentType());
    headers.set("Cache-Control", "no-store");
    byte[] body = page.body().getBytes(StandardCharsets.UTF_8);
    if (Accept.gzip(exchange.getRequestHeaders().getFirst("Accept-Encoding"))) {
      headers.set("Content-Encoding", "gzip");
      body = zip(body);
    }
    if (exchange.getRequestMethod().equals("HEAD")) {
      headers.set("Content-Length", Integer.toString(body.length));
      exchange.sendResponseHeaders(page.status(), -1);
    } else {
      exchange.sendResponseHeaders(page.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static byte[] zip(byte[] body) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream(body.length / 4 + 64);
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(body);
    }
    return zipped.toByteArray();
  }
}
