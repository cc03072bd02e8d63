package busway.tcp;

import busway.config.Check;

/**
 * The TCP edge.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 picks a free one
 * @param maxFrameBytes the longest frame a client may send, its length prefix not counted
 * @param maxConnections connections that may be open at once, over all event loops
 * @param acceptBacklog connections that the kernel may hold before they are accepted
 */
public record TcpConfig(
    String host, int port, int maxFrameBytes, int maxConnections, int acceptBacklog) {

  public static final TcpConfig DEFAULTS =
      new TcpConfig("127.0.0.1", 7000, 1 << 20, 100_000, 4_096);

  public TcpConfig {
    Check.between("port", port, 0, 65_535);
    Check.between("max-frame-bytes", maxFrameBytes, 64, 64 << 20);
    Check.between("max-connections", maxConnections, 1, Integer.MAX_VALUE);
    Check.between("accept-backlog", acceptBacklog, 1, 65_535);
  }
}
