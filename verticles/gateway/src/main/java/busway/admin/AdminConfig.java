package busway.admin;

import busway.config.Check;

/**
 * Where operators find metrics and health.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 picks a free one
 */
public record AdminConfig(String host, int port) {

  public static final AdminConfig DEFAULTS = new AdminConfig("127.0.0.1", 8081);

  public AdminConfig {
    Check.notBlank("host", host);
    Check.between("port", port, 0, 65_535);
  }
}
