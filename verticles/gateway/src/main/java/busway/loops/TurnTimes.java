package busway.loops;

/**
 * Where the time of the turn goes that a loop is in, as far as the watchdog has looked. One object
 * for all turns of a loop; used by the watchdog's thread.
 */
final class TurnTimes {

  private long sinceNs;
  private long cpuNs;
  private long cpuMarkNs;
  private long queuedNs;
  private long queuedMarkNs;
  private long gcNs;
  private long stoppedNs;

  /** Begins anew, with what the thread had used when it was last looked at before the turn. */
  void begin(long turnSinceNs, long cpuBeforeNs, long queuedBeforeNs) {
    sinceNs = turnSinceNs;
    cpuNs = 0;
    cpuMarkNs = cpuBeforeNs;
    queuedNs = 0;
    queuedMarkNs = queuedBeforeNs;
    gcNs = 0;
    stoppedNs = 0;
  }

  /** Adds what happened since the last look, until {@code untilNs}. */
  void add(Look look, long untilNs, long threadCpuNs, long threadQueuedNs) {
    long ageNs = untilNs - sinceNs;
    cpuNs = Math.min(ageNs, cpuNs + Math.max(0, threadCpuNs - cpuMarkNs));
    cpuMarkNs = threadCpuNs;
    queuedNs = Math.min(ageNs, queuedNs + Math.max(0, threadQueuedNs - queuedMarkNs));
    queuedMarkNs = threadQueuedNs;
    gcNs += look.gcNs(sinceNs, untilNs);
    stoppedNs += look.stoppedNs(sinceNs, untilNs);
  }

  StallTimes until(long untilNs) {
    return new StallTimes(untilNs - sinceNs, cpuNs, gcNs, queuedNs, stoppedNs);
  }
}
