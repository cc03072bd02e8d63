package busway.worker;

import busway.config.Check;

/**
 * A pool that tasks run on. Beyond {@code size} running and {@code queue} waiting requests, it
 * refuses.
 *
 * @param kind what its threads are
 * @param size tasks that may run at once
 * @param queue requests that may wait for a thread
 */
public record PoolConfig(PoolKind kind, int size, int queue) {

  public static final PoolConfig DEFAULTS = new PoolConfig(PoolKind.PLATFORM, 8, 1_000);

  public PoolConfig {
    Check.between("size", size, 1, 1_000_000);
    Check.between("queue", queue, 1, 1_000_000);
    if (kind == PoolKind.PLATFORM) {
      Check.between("size", size, 1, 10_000);
    }
  }
}
