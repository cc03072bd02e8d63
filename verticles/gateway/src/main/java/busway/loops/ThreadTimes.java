package busway.loops;

/** What the system counts of one thread, in nanoseconds since it started. */
public interface ThreadTimes {

  /** Time on a CPU. */
  long cpuNs();

  /** Time in which it could have run but had no CPU; 0 where the system does not say. */
  long queuedNs();

  /** Now, as {@link System#nanoTime} has it. */
  default long nowNs() {
    return System.nanoTime();
  }
}
