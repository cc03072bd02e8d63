package busway.metrics;

import io.vertx.core.json.JsonObject;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What runs, on what, since when and under which configuration. From any thread. */
final class RuntimeInfo implements MeterSource {

  private static final String UNKNOWN = "unknown";

  private final BuildInfo build = BuildInfo.read();
  private volatile String transport = UNKNOWN;
  private volatile String configHash = UNKNOWN;

  String version() {
    return build.version();
  }

  void transport(String name) {
    transport = name;
  }

  /** Keeps a fingerprint of the configuration, long enough to tell two apart. */
  void config(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      configHash = HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public void sample(Samples samples) {
    samples.add(Meter.BUILD_INFO, 1, build.version(), build.java(), build.vertx(), transport);
    samples.add(Meter.CONFIG_INFO, 1, configHash);
  }

  JsonObject json() {
    return new JsonObject()
        .put("version", build.version())
        .put("java", build.java())
        .put("vertx", build.vertx())
        .put("transport", transport)
        .put("uptimeMs", ManagementFactory.getRuntimeMXBean().getUptime())
        .put("configHash", configHash);
  }
}
