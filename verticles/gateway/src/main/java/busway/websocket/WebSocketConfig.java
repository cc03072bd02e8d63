package busway.websocket;

import busway.config.Check;
import java.time.Duration;
import java.util.List;

/**
 * The WebSocket edge.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 picks a free one
 * @param path where the event bus is: raw WebSocket at {@code path/websocket}, SockJS below {@code
 *     path}
 * @param maxFrameBytes the longest WebSocket frame a client may send
 * @param maxMessageBytes the longest message a client may send in several frames
 * @param maxConnections connections that may be open at once, over all event loops
 * @param acceptBacklog connections that the kernel may hold before they are accepted
 * @param maxAddressLength characters of an address
 * @param maxReplyAddressLength characters of a reply address
 * @param pingTimeout how long a client that has pinged may stay silent before it is closed; a
 *     client that never pinged is pinged by the server at the same interval
 * @param origins web origins whose pages may connect; {@code *} permits all
 * @param page whether the page is served at {@code /}
 * @param adminUrl where browsers find the admin port: an origin, {@code none} if pages are not to
 *     show deployments, or empty for the host name they have the page from
 */
public record WebSocketConfig(
    String host,
    int port,
    String path,
    int maxFrameBytes,
    int maxMessageBytes,
    int maxConnections,
    int acceptBacklog,
    int maxAddressLength,
    int maxReplyAddressLength,
    Duration pingTimeout,
    List<String> origins,
    boolean page,
    String adminUrl) {

  public static final WebSocketConfig DEFAULTS =
      new WebSocketConfig(
          "127.0.0.1",
          8080,
          "/eventbus",
          1 << 20,
          1 << 20,
          100_000,
          4_096,
          200,
          36,
          Duration.ofSeconds(10),
          List.of("*"),
          true,
          "");

  public WebSocketConfig {
    Check.between("port", port, 0, 65_535);
    if (!path.startsWith("/") || path.endsWith("/") || path.contains("*")) {
      throw Check.refused("path", path, "begins with / and does not end with it, as /eventbus");
    }
    Check.between("max-frame-bytes", maxFrameBytes, 64, 64 << 20);
    Check.between("max-message-bytes", maxMessageBytes, maxFrameBytes, 64 << 20);
    Check.between("max-connections", maxConnections, 1, Integer.MAX_VALUE);
    Check.between("accept-backlog", acceptBacklog, 1, 65_535);
    Check.between("max-address-length", maxAddressLength, 1, 65_535);
    Check.between("max-reply-address-length", maxReplyAddressLength, 1, 65_535);
    Check.atLeast("ping-timeout", pingTimeout, 100);
    AdminPlace.check("admin-url", adminUrl);
    origins = List.copyOf(origins);
  }
}
