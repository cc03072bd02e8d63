package busway.stalls;

/**
 * What holds up the whole process: pauses of the collector, and the process' being stopped, which
 * the watchdog feels itself. Used by the watchdog's thread.
 */
final class ProcessTimes implements AutoCloseable {

  /** A thread that comes so late is asked why. */
  private static final long LATE_NS = 200_000;

  /** Looks from one to the next at which its counts are read, late or not. */
  private static final int LOOKS = 8;

  private final GcPauses pauses = new GcPauses();
  private final Safepoints safepoints = Safepoints.open();
  private final Stops stops = new Stops();
  private final CountedThread own = CountedThread.current();
  private long gcNs = pauses.totalNs();
  private long gcCount = pauses.count();
  private long heldNs = safepoints.totalNs();
  private long queuedNs = own.queuedNs();
  private long cpuNs = own.cpuNs();
  private long gcClockNs = Long.MAX_VALUE;
  private int looks;

  /**
   * Tells what happened since the last call.
   *
   * @param lateNs how much later than it should the calling thread comes, for whatever reason
   */
  void tell(Look look, long nowNs, long lateNs) {
    // First, for the collector counts a pause before the JVM does.
    long nowHeldNs = safepoints.totalNs();
    long nowGcCount = pauses.count();
    boolean paused = nowGcCount != gcCount;
    long nowGcNs = paused ? pauses.totalNs() : gcNs;
    stops.add(nowGcCount - gcCount, nowGcNs - gcNs, nowHeldNs - heldNs);
    long otherwiseNs = lateNs - stops.gcNs() - stops.jvmNs();
    long ranNs = 0;
    long stoppedNs = 0;
    if (lateNs >= LATE_NS || ++looks % LOOKS == 0) {
      long nowCpuNs = own.cpuNs();
      long nowQueuedNs = own.queuedNs();
      ranNs = nowCpuNs - cpuNs;
      stoppedNs = Math.max(0, otherwiseNs - ranNs - (nowQueuedNs - queuedNs));
      cpuNs = nowCpuNs;
      queuedNs = nowQueuedNs;
    }
    long endNs = paused ? lastGcEndNs(nowNs) : nowNs;
    look.next(nowNs, stops.gcNs(), nowGcCount - gcCount, endNs, stoppedNs);
    look.held(stops.jvmNs(), otherwiseNs - ranNs);
    heldNs = nowHeldNs;
    gcNs = nowGcNs;
    gcCount = nowGcCount;
  }

  /**
   * The JVM's clock of its pauses began at an unknown time: the soonest look after one tells it.
   */
  private long lastGcEndNs(long nowNs) {
    long endNs = pauses.lastEndNs();
    gcClockNs = Math.min(gcClockNs, nowNs - endNs);
    return gcClockNs + endNs;
  }

  @Override
  public void close() {
    own.close();
  }
}
