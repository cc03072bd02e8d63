package busway.deploy;

import busway.config.Check;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One verticle to deploy.
 *
 * @param name what logs and metrics call it; its class's simple name if left out
 * @param main the class
 * @param instances how many run side by side
 * @param threading the threads that it runs on
 * @param config what the verticle's {@code config()} gives; of the verticle's own making
 */
public record VerticleConfig(
    String name, String main, int instances, Threading threading, Map<String, Object> config) {

  public static final String DEFAULT_NAME = "";
  public static final int DEFAULT_INSTANCES = 1;
  public static final Threading DEFAULT_THREADING = Threading.EVENT_LOOP;

  public VerticleConfig {
    Check.notBlank("main", main);
    Check.between("instances", instances, 1, 10_000);
    name = name.isBlank() ? main.substring(main.lastIndexOf('.') + 1) : name;
    config = Collections.unmodifiableMap(new LinkedHashMap<>(config));
  }
}
