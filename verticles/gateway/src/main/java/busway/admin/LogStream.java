package busway.admin;

import busway.logs.LogLine;
import busway.logs.LogTail;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The lines of a deployment as JSON, one a line, and those to come for as long as it goes on. Where
 * none comes for a while, an empty line does: so it is seen that a reader has gone. It keeps its
 * thread.
 *
 * @param goesOn whether more lines may come
 * @param end run once, when nothing more will be written
 */
record LogStream(LogTail tail, BooleanSupplier goesOn, Runnable end) implements Answer {

  private static final Duration SILENCE = Duration.ofSeconds(5);

  /** How soon it is noticed that no more lines will come. */
  private static final Duration GLANCE = Duration.ofMillis(250);

  /** How long a reader may leave its lines unread: a terminal that scrolls is held for a while. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Override
  public void send(HttpExchange exchange, WriteBounds writes) throws IOException {
    try {
      exchange.getResponseHeaders().set("Content-Type", "application/x-ndjson");
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
      if (exchange.getRequestMethod().equals("HEAD")) {
        exchange.sendResponseHeaders(200, -1);
      } else {
        writes.run(PATIENCE, () -> exchange.sendResponseHeaders(200, 0));
        stream(exchange, writes);
      }
      writes.run(PATIENCE, exchange::close);
    } finally {
      end.run();
    }
  }

  private void stream(HttpExchange exchange, WriteBounds writes) throws IOException {
    write(exchange, writes, tail.read());
    while (goesOn.getAsBoolean()) {
      List<LogLine> lines = awaited();
      write(exchange, writes, lines);
    }
    List<LogLine> lastWords = tail.read();
    if (!lastWords.isEmpty()) {
      write(exchange, writes, lastWords);
    }
  }

  private List<LogLine> awaited() throws InterruptedIOException {
    long beginNs = System.nanoTime();
    try {
      List<LogLine> lines = tail.await(GLANCE);
      while (lines.isEmpty()
          && goesOn.getAsBoolean()
          && System.nanoTime() - beginNs < SILENCE.toNanos()) {
        lines = tail.await(GLANCE);
      }
      return lines;
    } catch (InterruptedException e) {
      throw new InterruptedIOException("the server stops");
    }
  }

  private static void write(HttpExchange exchange, WriteBounds writes, List<LogLine> lines)
      throws IOException {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line.json().encode()).append('\n'));
    byte[] bytes = (lines.isEmpty() ? "\n" : text.toString()).getBytes(StandardCharsets.UTF_8);
    writes.run(
        PATIENCE,
        () -> {
          exchange.getResponseBody().write(bytes);
          exchange.getResponseBody().flush();
        });
  }
}
