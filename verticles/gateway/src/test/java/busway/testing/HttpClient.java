package busway.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One connection that speaks HTTP/1.1 as its test writes it. */
public final class HttpClient implements AutoCloseable {

  private final Wire wire;

  /** An answer. */
  public record Answer(int status, Map<String, String> headers, String body) {

    public @Nullable String header(String lowerCaseName) {
      return headers.get(lowerCaseName);
    }
  }

  public HttpClient(int port) {
    wire = new Wire(port, 0);
  }

  /** Asks for a page, on a connection that stays open. */
  public Answer get(String path) {
    return sends("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").answer();
  }

  /** Posts text, on a connection that stays open. */
  public Answer post(String path, String body) {
    return asks(path, body).answer();
  }

  /** Posts text and does not wait for the answer. */
  public HttpClient asks(String path, String body) {
    return sends(
        "POST "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: "
            + body.getBytes(UTF_8).length
            + "\r\n\r\n"
            + body);
  }

  public HttpClient sends(String text) {
    return sends(text.getBytes(UTF_8));
  }

  public HttpClient sends(byte... bytes) {
    wire.write(bytes);
    return this;
  }

  /** Writes bytes until the server takes no more of them. */
  public void sendsWhatItCan(byte... bytes) {
    wire.writeWhatItCan(bytes);
  }

  /** Reads a whole answer. */
  public Answer answer() {
    Answer head = head();
    StringBuilder body = new StringBuilder();
    if ("chunked".equals(head.header("transfer-encoding"))) {
      for (String chunk = chunk(); !chunk.isEmpty(); chunk = chunk()) {
        body.append(chunk);
      }
    } else if (head.header("content-length") != null) {
      body.append(new String(read(Integer.parseInt(head.header("content-length"))), UTF_8));
    }
    return new Answer(head.status(), head.headers(), body.toString());
  }

  /** Reads the status line and headers of an answer. */
  public Answer head() {
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).trim());
    }
    return new Answer(status, headers, "");
  }

  /** Reads one chunk of a chunked answer; empty is the last one. */
  public String chunk() {
    int length = Integer.parseInt(line(), 16);
    String chunk = new String(read(length), UTF_8);
    line();
    return chunk;
  }

  private String line() {
    StringBuilder line = new StringBuilder();
    for (int b = read(); b != '\n'; b = read()) {
      line.append((char) b);
    }
    return line.toString().stripTrailing();
  }

  /** Reads one byte. */
  public int read() {
    return read(1)[0] & 0xff;
  }

  /** Reads so many bytes. */
  public byte[] read(int length) {
    return wire.read(length);
  }

  /** The server has ended its output, without a reset, and nothing came before. */
  public void hearsTheEnd() {
    wire.hearsTheEnd();
  }

  /** Ends the connection with a reset. */
  public void resets() {
    wire.resets();
  }

  @Override
  public void close() {
    wire.close();
  }
}
