package busway.websocket;

import busway.config.Check;
import java.util.regex.Pattern;

/**
 * Where a browser that has the page finds the admin port.
 *
 * @param url an origin such as {@code https://admin.example.org:8081}; {@link #NONE} if pages are
 *     not to know; empty for the host name under which the page was opened
 * @param port the port there, if {@code url} is empty; 0 if it is not known
 */
public record AdminPlace(String url, int port) {

  /** Pages are not to offer what the admin port can do. */
  public static final String NONE = "none";

  /** What a policy may name: neither a space nor a semicolon gets in, and no IPv6 literal can. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?");

  private static final Pattern ORIGIN =
      Pattern.compile("https?://" + NAME.pattern() + "(:[0-9]{1,5})?");

  /** Refuses what is neither empty, {@link #NONE} nor an origin. */
  static void check(String key, String url) {
    if (!url.isEmpty() && !url.equals(NONE) && !ORIGIN.matcher(url).matches()) {
      throw Check.refused(key, '"' + url + '"', "http(s)://HOST[:PORT], none or empty");
    }
  }

  /**
   * The origin for a page that was opened at a host name; {@link #NONE} as configured; empty if
   * there is none that a policy could name.
   */
  String origin(String host) {
    if (!url.isEmpty()) {
      return url;
    }
    return port > 0 && NAME.matcher(host).matches() ? "http://" + host + ":" + port : "";
  }
}
