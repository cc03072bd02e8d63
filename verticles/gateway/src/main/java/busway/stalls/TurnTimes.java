package busway.stalls;

/**
 * Where the time of the turn goes that a loop is in, as far as the watchdog has looked. One object
 * for all turns of a loop; used by the watchdog's thread.
 *
 * <p>The thread's counts at the start of the turn are not known, only those of some moment before.
 * Each look narrows them down: the thread cannot have used more than the turn was old.
 */
final class TurnTimes {

  private long sinceNs;
  private long cpuBeforeNs;
  private long queuedBeforeNs;
  private long cpuNs;
  private long queuedNs;
  private long gcNs;
  private long jvmNs;
  private long stoppedNs;
  private long lateNs;

  /** Begins anew, with what the thread had used at some moment before the turn. */
  void begin(long turnSinceNs, ThreadMarks marks) {
    sinceNs = turnSinceNs;
    cpuBeforeNs = marks.cpuNs(turnSinceNs);
    queuedBeforeNs = marks.queuedNs(turnSinceNs);
    cpuNs = 0;
    queuedNs = 0;
    gcNs = 0;
    jvmNs = 0;
    stoppedNs = 0;
    lateNs = 0;
  }

  /** What the thread had used when the turn was so old, or at its end. */
  void used(long untilNs, long threadCpuNs, long threadQueuedNs) {
    long ageNs = untilNs - sinceNs;
    cpuBeforeNs = Math.max(cpuBeforeNs, threadCpuNs - ageNs);
    cpuNs = Math.max(0, threadCpuNs - cpuBeforeNs);
    queuedBeforeNs = Math.max(queuedBeforeNs, threadQueuedNs - Math.max(0, ageNs - cpuNs));
    queuedNs = Math.max(0, threadQueuedNs - queuedBeforeNs);
  }

  /** Adds what happened to the process since the last look, until {@code untilNs}. */
  void add(Look look, long untilNs) {
    gcNs += look.gcNs(sinceNs, untilNs);
    jvmNs += look.jvmNs(sinceNs, untilNs);
    stoppedNs += look.stoppedNs(sinceNs, untilNs);
    lateNs += look.lateNs(sinceNs, untilNs);
  }

  StallTimes until(long untilNs) {
    // Who has had a turn has computed, however little; in a standstill nobody has.
    return new StallTimes(
        untilNs - sinceNs, Math.max(1, cpuNs), gcNs, jvmNs, queuedNs, stoppedNs, lateNs);
  }
}
