package busway.stalls;

/**
 * Where the time of one stall went, in nanoseconds. What is left over the loop's thread waited for
 * something that its code had asked for.
 *
 * @param cpuNs it computed
 * @param gcNs the collector had stopped it
 * @param jvmNs the JVM had stopped it, not for the collector
 * @param queuedNs it waited for a CPU
 * @param stoppedNs its whole process was stopped
 * @param lateNs the watchdog was not let run, and so could not look, whatever the thread did
 */
record StallTimes(
    long totalNs, long cpuNs, long gcNs, long jvmNs, long queuedNs, long stoppedNs, long lateNs) {

  /** A thread that has so little of its own time was not let run, whatever it did with it. */
  private static final int EXCUSED = 4;

  /** Nothing is more than what the surer ones have left of the total: CPU time is the surest. */
  StallTimes {
    cpuNs = Math.clamp(cpuNs, 0, totalNs);
    gcNs = Math.clamp(gcNs, 0, totalNs - cpuNs);
    jvmNs = Math.clamp(jvmNs, 0, totalNs - cpuNs - gcNs);
    queuedNs = Math.clamp(queuedNs, 0, totalNs - cpuNs - gcNs - jvmNs);
    stoppedNs = Math.clamp(stoppedNs, 0, totalNs - cpuNs - gcNs - jvmNs - queuedNs);
  }

  long blockedNs() {
    return totalNs - cpuNs - gcNs - jvmNs - hostNs();
  }

  /** It could have run and was not let. */
  long hostNs() {
    return queuedNs + stoppedNs;
  }

  /** Whether the JVM held it up more than its code did. */
  boolean byJvm() {
    return jvmNs > 0 && 2 * jvmNs >= totalNs - hostNs();
  }

  /** What took most of it where the watchdog came too late to see anything. */
  StallCause unseen(long thresholdNs) {
    boolean notLet = 2 * gcNs < totalNs && 2 * hostNs() > totalNs;
    return notLet ? StallCause.HOST : cause(thresholdNs);
  }

  /** What took most of it where no code was seen that had asked to wait. */
  StallCause ofNobody() {
    long waitedNs = blockedNs() + jvmNs;
    if (gcNs > waitedNs && gcNs >= hostNs()) {
      return StallCause.GC;
    }
    return hostNs() > waitedNs ? StallCause.HOST : StallCause.BLOCKED;
  }

  /** What took most of it. A handler that would have been a stall all by itself is not excused. */
  StallCause cause(long thresholdNs) {
    if (2 * gcNs >= totalNs) {
      return StallCause.GC;
    }
    long ownNs = cpuNs + jvmNs + blockedNs();
    boolean excused = ownNs < thresholdNs ? hostNs() > ownNs : hostNs() > EXCUSED * ownNs;
    if (stoppedNs > ownNs || excused) {
      return StallCause.HOST;
    }
    return cpuNs >= blockedNs() + jvmNs ? StallCause.CPU : StallCause.BLOCKED;
  }
}
