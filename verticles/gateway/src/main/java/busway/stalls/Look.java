package busway.stalls;

/**
 * What happened to the process as a whole between two looks of the watchdog. One object for all of
 * them; used by the watchdog's thread.
 */
final class Look {

  /**
   * A process that stood still for less than so many thresholds is no news where a loop only
   * polled: the clocks of virtual machines jump by as much.
   */
  static final int STANDSTILL = 5;

  /** Pauses are known to the millisecond. */
  private static final long MS = 1_000_000;

  /** For so long after it came late, the watchdog expects to come late again. */
  private static final long PRESSED_NS = 1_000_000_000;

  private final long thresholdNs;
  private long fromNs;
  private long toNs;
  private long gcNs;
  private long gcCount;
  private long gcEndNs;
  private long jvmNs;
  private long stoppedNs;
  private long lateNs;
  private long lastLateNs;

  Look(long thresholdNs, long nowNs) {
    this.thresholdNs = thresholdNs;
    this.fromNs = nowNs;
    this.toNs = nowNs;
    this.lastLateNs = nowNs - PRESSED_NS;
  }

  /**
   * Moves on.
   *
   * @param gc nanoseconds of pauses of the collector since the last look
   * @param pauses how many of them
   * @param endNs when the last of them ended
   * @param stopped nanoseconds for which the watchdog should have run and did not, though it waited
   *     neither for a CPU nor for the collector
   */
  void next(long nowNs, long gc, long pauses, long endNs, long stopped) {
    fromNs = toNs;
    toNs = nowNs;
    gcNs = gc;
    gcCount = pauses;
    gcEndNs = endNs;
    stoppedNs = stopped;
    jvmNs = 0;
    lateNs = 0;
  }

  /**
   * Tells what else held up the watchdog since the last look.
   *
   * @param jvm nanoseconds for which the JVM had stopped the program, not for the collector
   * @param late nanoseconds for which the watchdog should have run and was not let by the machine
   */
  void held(long jvm, long late) {
    jvmNs = jvm;
    lateNs = Math.max(0, late);
    lastLateNs = late >= thresholdNs / 4 ? toNs : lastLateNs;
  }

  /** Whether the machine is short of CPUs, so that the watchdog may come late again. */
  boolean pressed() {
    return toNs - lastLateNs < PRESSED_NS;
  }

  long nowNs() {
    return toNs;
  }

  /**
   * How much of the time of a turn was in pauses of the collector. Of several only the last has a
   * time.
   */
  long gcNs(long sinceNs, long untilNs) {
    if (gcCount != 1) {
      return Math.min(gcNs, overlapNs(sinceNs, untilNs));
    }
    long startNs = gcEndNs - gcNs - MS;
    return Math.min(gcNs, overlapNs(Math.max(sinceNs, startNs), Math.min(untilNs, gcEndNs + MS)));
  }

  /** How much of the time of a turn the JVM may have stopped it, not for the collector. */
  long jvmNs(long sinceNs, long untilNs) {
    return Math.min(jvmNs, overlapNs(sinceNs, untilNs));
  }

  /** How much of the time of a turn the process was stopped. */
  long stoppedNs(long sinceNs, long untilNs) {
    return overlapNs(Math.max(sinceNs, toNs - stoppedNs), untilNs);
  }

  /** How much of the time of a turn the watchdog was not let run, and so could not look. */
  long lateNs(long sinceNs, long untilNs) {
    return overlapNs(Math.max(sinceNs, toNs - lateNs), untilNs);
  }

  /** How much of a turn lies between the looks. */
  private long overlapNs(long sinceNs, long untilNs) {
    return Math.max(0, Math.min(untilNs, toNs) - Math.max(sinceNs, fromNs));
  }

  /** For how long the process stood still until now, if that was long; else 0. */
  long standstillNs() {
    return Math.max(
        gcCount > 0 && gcNs / gcCount >= thresholdNs ? gcNs : 0,
        stoppedNs >= STANDSTILL * thresholdNs ? stoppedNs : 0);
  }

  /** How much of the standstill was in the time of a turn. */
  long stoodNs(long sinceNs, long untilNs) {
    return Math.max(gcNs(sinceNs, untilNs), stoppedNs(sinceNs, untilNs));
  }

  /** When the standstill began: of one pause that is known, else it was until now. */
  long standstillSinceNs() {
    boolean pause = gcCount == 1 && gcNs == standstillNs();
    return (pause ? Math.min(toNs, gcEndNs) : toNs) - standstillNs();
  }

  /** Where the time of the standstill went. */
  StallTimes standstill() {
    return new StallTimes(standstillNs(), 0, gcNs, jvmNs, 0, stoppedNs, lateNs);
  }
}
