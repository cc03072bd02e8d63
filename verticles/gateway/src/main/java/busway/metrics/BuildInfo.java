package busway.metrics;

import io.vertx.core.impl.VertxImpl;

/**
 * What runs.
 *
 * @param version of the gateway; {@code development} if it does not run from its jar
 * @param java the runtime's version
 * @param vertx version of Vert.x
 */
public record BuildInfo(String version, String java, String vertx) {

  /** The one of this process. */
  public static BuildInfo read() {
    String version = BuildInfo.class.getPackage().getImplementationVersion();
    return new BuildInfo(
        version == null ? "development" : version,
        System.getProperty("java.runtime.version", "unknown"),
        VertxImpl.version());
  }
}
