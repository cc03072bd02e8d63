package busway.stalls;

/**
 * Whose doing the stops of the program were between two looks: the collector's or another part of
 * the JVM. The JVM counts a stop only after it has let the threads go, and the collector before
 * that. Used by the watchdog's thread.
 */
final class Stops {

  private static final long MS = 1_000_000;

  /** Whether the JVM has yet to count a pause that the collector has counted. */
  private boolean uncounted;

  private long gcNs;
  private long jvmNs;

  /**
   * Adds what was counted since the last look.
   *
   * @param collections that have ended
   * @param pausedNs in pauses of the collector, by the collector's count
   * @param stoppedNs in stops for whatever reason, by the JVM's count, which was read first
   */
  void add(long collections, long pausedNs, long stoppedNs) {
    boolean ofGc = collections > 0 || pausedNs > 0;
    gcNs = ofGc ? Math.max(pausedNs, stoppedNs) : 0;
    jvmNs = ofGc || uncounted ? 0 : stoppedNs;
    uncounted = (ofGc || uncounted) && stoppedNs < Math.max(MS, pausedNs - MS);
  }

  /** Nanoseconds of the collector, with the time that it took all threads to stop. */
  long gcNs() {
    return gcNs;
  }

  /** Nanoseconds of something else. */
  long jvmNs() {
    return jvmNs;
  }
}
