package busway.worker;

import busway.config.Check;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A task that answers one address.
 *
 * @param main the class, which implements {@link Task}
 * @param pool name of the pool that it runs on
 * @param timeout how long after its arrival a request is given up
 * @param config what the task's constructor is given; of the task's own making
 */
public record TaskConfig(String main, String pool, Duration timeout, Map<String, Object> config) {

  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

  public TaskConfig {
    Check.notBlank("main", main);
    Check.notBlank("pool", pool);
    Check.atLeast("timeout", timeout, 1);
    config = Collections.unmodifiableMap(new LinkedHashMap<>(config));
  }
}
