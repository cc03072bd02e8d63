package busway.admin;

import busway.config.Check;
import busway.config.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where operators find metrics and health, and change what is deployed.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 picks a free one
 * @param token what callers of the API have to show; if null, one is made anew at each start
 * @param tokenFile where a token that was made is written, for its owner only; if null, in a folder
 *     of the user
 * @param allowedOrigins web origins whose pages may call the API, beside the gateway's own page
 */
public record AdminConfig(
    String host,
    int port,
    @Nullable Secret token,
    @Nullable Path tokenFile,
    List<String> allowedOrigins) {

  public static final AdminConfig DEFAULTS =
      new AdminConfig("127.0.0.1", 8081, null, null, List.of());

  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/=-]{16,1024}");
  private static final Pattern ORIGIN = Pattern.compile("https?://[^/*\\s]+");

  public AdminConfig {
    Check.notBlank("host", host);
    Check.between("port", port, 0, 65_535);
    if (token != null && !TOKEN.matcher(token.text()).matches()) {
      throw Check.refused(
          "token",
          token.text().length() + " characters",
          "16 to 1024 letters, digits or any of - . _ ~ + / =");
    }
    allowedOrigins = List.copyOf(allowedOrigins);
    for (String origin : allowedOrigins) {
      if (!ORIGIN.matcher(origin).matches()) {
        throw Check.refused(
            "allowed-origins", origin, "origins such as https://example.org, and no *");
      }
    }
  }
}
