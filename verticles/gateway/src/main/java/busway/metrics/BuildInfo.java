package busway.metrics;

import io.vertx.core.impl.VertxImpl;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * What runs.
 *
 * @param version of the gateway
 * @param java the runtime's version
 * @param vertx version of Vert.x
 */
public record BuildInfo(String version, String java, String vertx) {

  /** The one of this process. */
  public static BuildInfo read() {
    return new BuildInfo(
        gatewayVersion(), System.getProperty("java.runtime.version", "?"), VertxImpl.version());
  }

  private static String gatewayVersion() {
    try (InputStream file = BuildInfo.class.getResourceAsStream("version.txt")) {
      if (file == null) {
        throw new IllegalStateException("version.txt is missing beside " + BuildInfo.class);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
