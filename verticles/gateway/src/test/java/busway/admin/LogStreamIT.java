package busway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import busway.logs.LogBook;
import busway.logs.LogTail;
import busway.logs.LogsBounds;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

final class LogStreamIT {

  @Test
  void tellsWhatADeploymentSaidJustBeforeItWent() throws Exception {
    LogBook book = new LogBook(new LogsBounds(1, 10, 1_000), name -> true);
    book.add("x", Level.INFO, "first");
    LogTail tail = book.tail("x", 10).orElseThrow();
    LogStream stream =
        new LogStream(
            tail,
            () -> {
              book.add("x", Level.INFO, "last words");
              return false;
            },
            () -> {});
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
    try (WriteBounds writes = new WriteBounds();
        HttpClient client = HttpClient.newHttpClient()) {
      server.createContext("/", exchange -> stream.send(exchange, writes));
      server.start();
      URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
      String body =
          client
              .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
              .body();
      assertThat(body).containsSubsequence("first", "last words");
    } finally {
      server.stop(0);
    }
  }
}
