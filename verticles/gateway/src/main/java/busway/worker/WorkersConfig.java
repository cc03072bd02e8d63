package busway.worker;

import busway.config.Check;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * Blocking and CPU-bound work.
 *
 * @param pools the pools by name
 * @param tasks the tasks by the address that they answer
 */
public record WorkersConfig(Map<String, PoolConfig> pools, Map<String, TaskConfig> tasks) {

  public static final WorkersConfig DEFAULTS = new WorkersConfig(Map.of(), Map.of());

  public WorkersConfig {
    pools = Collections.unmodifiableMap(new LinkedHashMap<>(pools));
    tasks = Collections.unmodifiableMap(new LinkedHashMap<>(tasks));
    for (Map.Entry<String, TaskConfig> task : tasks.entrySet()) {
      Check.notBlank("tasks", task.getKey());
      String pool = task.getValue().pool();
      if (!pools.containsKey(pool)) {
        throw Check.refused(
            "tasks." + task.getKey() + ".pool",
            pool,
            pools.isEmpty()
                ? "a pool of workers.pools"
                : "one of " + new TreeSet<>(pools.keySet()));
      }
    }
  }
}
