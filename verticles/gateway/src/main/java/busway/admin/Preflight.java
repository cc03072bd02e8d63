package busway.admin;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;

/**
 * What a browser is told before it lets a page call.
 *
 * @param methods what the path knows
 */
record Preflight(String methods) implements Answer {

  private static final Duration BOUND = Duration.ofSeconds(AdminServer.MAX_SECONDS);

  @Override
  public void send(HttpExchange exchange, WriteBounds writes) throws IOException {
    var headers = exchange.getResponseHeaders();
    headers.set("Allow", methods);
    if (exchange.getRequestHeaders().containsKey("Origin")) {
      headers.set("Access-Control-Allow-Methods", methods);
      headers.set("Access-Control-Allow-Headers", "Authorization, Content-Type");
      headers.set("Access-Control-Max-Age", "600");
    }
    writes.run(
        BOUND,
        () -> {
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
  }
}
