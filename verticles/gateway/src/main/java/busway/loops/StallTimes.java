package busway.loops;

/**
 * Where the time of one stall went, in nanoseconds. What is left over the loop's thread waited.
 *
 * @param cpuNs it computed
 * @param gcNs the collector had stopped it
 * @param hostNs it could have run and was not let, or its whole process was stopped
 */
record StallTimes(long totalNs, long cpuNs, long gcNs, long hostNs) {

  /** Nothing is more than what the surer ones have left of the total: CPU time is the surest. */
  StallTimes {
    cpuNs = Math.clamp(cpuNs, 0, totalNs);
    gcNs = Math.clamp(gcNs, 0, totalNs - cpuNs);
    hostNs = Math.clamp(hostNs, 0, totalNs - cpuNs - gcNs);
  }

  long blockedNs() {
    return totalNs - cpuNs - gcNs - hostNs;
  }

  /**
   * The cause: pauses if they took half of it. A handler that computed is not excused by a machine
   * that was slow with it, unless it had to wait for more than twice as long.
   */
  StallCause cause() {
    if (2 * gcNs >= totalNs) {
      return StallCause.GC;
    }
    if (cpuNs >= blockedNs() && 2 * cpuNs >= hostNs) {
      return StallCause.CPU;
    }
    return hostNs > blockedNs() ? StallCause.HOST : StallCause.BLOCKED;
  }
}
