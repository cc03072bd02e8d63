package busway.tracing;

import busway.config.Check;
import java.net.URI;
import java.time.Duration;

/**
 * Whether and where spans are sent.
 *
 * @param enabled whether anything is traced; if not, none of the rest matters
 * @param endpoint URL of the receiver: OTLP over HTTP, as protobuf
 * @param sample share of the traces that begin here which are sampled, 0 to 1; a trace that begins
 *     elsewhere is sampled if its beginning was
 * @param serviceName what the receiver calls this gateway
 * @param maxQueuedSpans spans that may wait to be sent; what is beyond is dropped
 * @param exportInterval how long a span waits for others to be sent with
 * @param exportTimeout how long the receiver may take, further tries included
 */
public record TracingConfig(
    boolean enabled,
    String endpoint,
    double sample,
    String serviceName,
    int maxQueuedSpans,
    Duration exportInterval,
    Duration exportTimeout) {

  public static final TracingConfig DEFAULTS =
      new TracingConfig(
          false,
          "http://127.0.0.1:4318/v1/traces",
          0.01,
          "busway",
          8_192,
          Duration.ofSeconds(1),
          Duration.ofSeconds(10));

  public TracingConfig {
    if (!isUrl(endpoint)) {
      throw Check.refused(
          "endpoint",
          endpoint,
          "an http or https URL with a path, such as http://127.0.0.1:4318/v1/traces");
    }
    if (!(sample >= 0 && sample <= 1)) {
      throw Check.refused("sample", sample, "0 to 1");
    }
    Check.notBlank("service-name", serviceName);
    Check.between("max-queued-spans", maxQueuedSpans, 1, 1_000_000);
    Check.atLeast("export-interval", exportInterval, 1);
    Check.atLeast("export-timeout", exportTimeout, 1);
  }

  private static boolean isUrl(String text) {
    try {
      URI uri = URI.create(text);
      return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && uri.getHost() != null
          && uri.getPath().length() > 1;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
