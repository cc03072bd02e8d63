package busway.loops;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * What holds up the whole process: pauses of the collector, and the process' being stopped, which
 * the watchdog feels itself. Used by the watchdog's thread.
 */
final class ProcessTimes implements AutoCloseable {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** A thread that comes so late is asked why. */
  private static final long LATE_NS = 200_000;

  /** Looks from one to the next at which its counts are read, late or not. */
  private static final int LOOKS = 8;

  private final GcPauses pauses = new GcPauses();
  private final Safepoints safepoints = Safepoints.open();
  private final Stops stops = new Stops();
  private final RunQueue watchdog = RunQueue.open(RunQueue.ofCurrentThread());
  private long gcNs = pauses.totalNs();
  private long gcCount = pauses.count();
  private long heldNs = safepoints.totalNs();
  private long queuedNs = watchdog.queuedNs();
  private long cpuNs = THREADS.getCurrentThreadCpuTime();
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
    long collections = nowGcCount - gcCount;
    long nowGcNs = collections > 0 ? pauses.totalNs() : gcNs;
    stops.add(collections, nowGcNs - gcNs, nowHeldNs - heldNs);
    heldNs = nowHeldNs;
    gcNs = nowGcNs;
    gcCount = nowGcCount;
    long notLetNs = 0;
    long stoppedNs = 0;
    if (lateNs >= LATE_NS || ++looks % LOOKS == 0) {
      long nowQueuedNs = watchdog.queuedNs();
      long nowCpuNs = THREADS.getCurrentThreadCpuTime();
      notLetNs = lateNs - stops.gcNs() - stops.jvmNs() - (nowCpuNs - cpuNs);
      stoppedNs = Math.max(0, notLetNs - (nowQueuedNs - queuedNs));
      queuedNs = nowQueuedNs;
      cpuNs = nowCpuNs;
    }
    look.next(
        nowNs, stops.gcNs(), collections, collections > 0 ? lastGcEndNs(nowNs) : nowNs, stoppedNs);
    look.held(stops.jvmNs(), notLetNs);
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
    watchdog.close();
  }
}
