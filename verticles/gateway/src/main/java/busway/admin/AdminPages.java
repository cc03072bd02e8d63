package busway.admin;

import busway.metrics.ExpositionFormat;
import busway.metrics.GatewayMetrics;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
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
      /admin/stalls  when event loops stood still, how long, why and in whose code, as JSON

      /admin/deployments   what is deployed; with the token, changes it
      /admin/openapi.json  all of this for machines""";

  private final Map<String, Function<HttpExchange, Page>> pages = new LinkedHashMap<>();
  private final GatewayMetrics metrics;
  private final Readiness readiness;
  private final Api api;
  private final WriteBounds writes;

  AdminPages(GatewayMetrics metrics, Readiness readiness, Api api, WriteBounds writes) {
    this.metrics = metrics;
    this.readiness = readiness;
    this.api = api;
    this.writes = writes;
    pages.put("/", exchange -> Page.text(200, INDEX));
    pages.put("/metrics", exchange -> metrics(format(exchange)));
    pages.put("/live", exchange -> Page.text(200, "live"));
    pages.put("/ready", exchange -> ready());
    pages.put("/info", exchange -> Page.json(200, metrics.info().put("state", state())));
    pages.put("/admin/stalls", exchange -> Page.json(200, metrics.stalls()));
  }

  /** The paths that are read without a token. */
  Set<String> paths() {
    return pages.keySet();
  }

  /** What needs the token, but for its description. */
  List<Route> routes() {
    return api.routes();
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean called = api.serves(exchange.getRequestURI().getPath());
      Answer answer = called ? api.answer(exchange) : answer(exchange);
      answer.send(exchange, writes);
    }
  }

  private Answer answer(HttpExchange exchange) {
    Function<HttpExchange, Page> page = pages.get(exchange.getRequestURI().getPath());
    if (page == null) {
      return Page.text(404, "not found");
    }
    if (!READING.contains(exchange.getRequestMethod())) {
      exchange.getResponseHeaders().set("Allow", String.join(", ", READING));
      return Page.text(405, "method not allowed");
    }
    try {
      return page.apply(exchange);
    } catch (RuntimeException e) {
      LOG.error("{} failed", exchange.getRequestURI(), e);
      return Page.text(500, "internal error");
    }
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
    return readiness.state().label();
  }
}
