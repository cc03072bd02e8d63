package busway.deploy;

import busway.config.Check;
import busway.config.MayBeFile;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One verticle to deploy.
 *
 * @param name what logs, metrics and people call it; made from {@code main} if left out
 * @param main a class, {@code x.jar}, {@code x.jar!Class}, {@code x.java}, a script, or {@code
 *     process:COMMAND}
 * @param instances how many run side by side
 * @param threading the threads that it runs on
 * @param config what the verticle's {@code config()} gives; of the verticle's own making
 */
public record VerticleConfig(
    String name,
    @MayBeFile String main,
    int instances,
    Threading threading,
    Map<String, Object> config) {

  public static final String DEFAULT_NAME = "";
  public static final int DEFAULT_INSTANCES = 1;
  public static final Threading DEFAULT_THREADING = Threading.EVENT_LOOP;

  public VerticleConfig {
    Check.notBlank("main", main);
    Check.between("instances", instances, 1, 10_000);
    name = name.isBlank() ? VerticleName.of(main) : VerticleName.checked(name);
    config = Collections.unmodifiableMap(new LinkedHashMap<>(config));
  }

  /** The same with another number of instances. */
  public VerticleConfig with(int number) {
    return new VerticleConfig(name, main, number, threading, config);
  }
}
