package busway.bench.load;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where the gateway is and what it speaks there.
 *
 * @param uri {@code tcp://HOST:PORT} or {@code ws://HOST:PORT/PATH}
 */
record Target(URI uri) {

  private static final String EXPECTED =
      "tcp, ws, tcp://HOST:PORT or ws://HOST:PORT/PATH, such as"
          + " ws://127.0.0.1:8080/eventbus/websocket";

  Target {
    boolean known = "tcp".equals(uri.getScheme()) || "ws".equals(uri.getScheme());
    if (!known || uri.getHost() == null || uri.getPort() < 1 || uri.getPort() > 65_535) {
      throw new Refusal("--target", uri, EXPECTED);
    }
  }

  /** Reads one; {@code tcp} and {@code ws} are the gateway's defaults on this machine. */
  static Target of(String text) {
    try {
      return new Target(
          new URI(
              switch (text) {
                case "tcp" -> "tcp://127.0.0.1:7000";
                case "ws" -> "ws://127.0.0.1:8080/eventbus/websocket";
                default -> text;
              }));
    } catch (URISyntaxException e) {
      throw new Refusal("--target", text, EXPECTED);
    }
  }

  boolean webSocket() {
    return "ws".equals(uri.getScheme());
  }

  @Override
  public String toString() {
    return uri.toString();
  }
}
