package busway.config;

import java.net.URI;

/** Hosts and ports that are listened on, as whoever connects names them. */
public final class HostName {

  private HostName() {}

  /**
   * The host in a URL: this machine's own where all are listened on, an IPv6 address in brackets.
   */
  public static String reachable(String host) {
    return switch (host) {
      case "0.0.0.0", "::", "" -> "127.0.0.1";
      default -> host.contains(":") ? '[' + host + ']' : host;
    };
  }

  /** The port that a URL means: its own, or that of its scheme. */
  public static int port(URI url) {
    if (url.getPort() >= 0) {
      return url.getPort();
    }
    return "https".equals(url.getScheme()) ? 443 : 80;
  }
}
