package busway.admin;

import busway.config.HostName;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which pages of the web may call the API: the gateway's own, seen from the same host, and those
 * that the config names.
 */
final class Origins {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final List<String> allowed;
  private final IntSupplier pagePort;

  /**
   * Makes the rule.
   *
   * @param pagePort the port that the page is served on; 0 if it is not
   */
  Origins(List<String> allowed, IntSupplier pagePort) {
    this.allowed = allowed;
    this.pagePort = pagePort;
  }

  /**
   * Whether a page may.
   *
   * @param origin the page's
   * @param host what the request calls this server
   */
  boolean permits(String origin, @Nullable String host) {
    return allowed.contains(origin) || (host != null && isOwnPage(origin, host));
  }

  private boolean isOwnPage(String origin, String host) {
    URI page = uri(origin);
    URI called = uri("http://" + host);
    return page != null
        && called != null
        && HostName.port(page) == pagePort.getAsInt()
        && sameHost(page.getHost(), called.getHost());
  }

  private static boolean sameHost(@Nullable String one, @Nullable String other) {
    if (one == null || other == null) {
      return false;
    }
    return one.equalsIgnoreCase(other)
        || (LOOPBACK.contains(one.toLowerCase(Locale.ROOT))
            && LOOPBACK.contains(other.toLowerCase(Locale.ROOT)));
  }

  private static @Nullable URI uri(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }
}
