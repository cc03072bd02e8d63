package busway.admin;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;

/** An answer that is written as a whole. */
record Page(int status, String contentType, String body) implements Answer {

  private static final Duration BOUND = Duration.ofSeconds(AdminServer.MAX_SECONDS);

  static Page text(int status, String text) {
    return new Page(status, "text/plain; charset=utf-8", text + "\n");
  }

  static Page json(int status, JsonObject json) {
    return new Page(status, "application/json", json.encodePrettily());
  }

  @Override
  public void send(HttpExchange exchange, WriteBounds writes) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", contentType);
    headers.set("Cache-Control", "no-store");
    headers.set("X-Content-Type-Options", "nosniff");
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    if (Accept.gzip(exchange.getRequestHeaders().getFirst("Accept-Encoding"))) {
      headers.set("Content-Encoding", "gzip");
      bytes = zip(bytes);
    }
    byte[] ready = bytes;
    writes.run(BOUND, () -> write(exchange, ready));
  }

  private void write(HttpExchange exchange, byte[] bytes) throws IOException {
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(bytes.length));
      exchange.sendResponseHeaders(status, -1);
    } else {
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  private static byte[] zip(byte[] body) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream(body.length / 4 + 64);
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(body);
    }
    return zipped.toByteArray();
  }
}
