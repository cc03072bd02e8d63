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
  private long ranNs;

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
    long stoppedNs = Math.max(0, otherwiseNs - ranOrQueuedNs(lateNs));
    long endNs = paused ? lastGcEndNs(nowNs) : nowNs;
    look.next(nowNs, stops.gcNs(), nowGcCount - gcCount, endNs, stoppedNs);
    look.held(stops.jvmNs(), otherwiseNs - ranNs);
    heldNs = nowHeldNs;
    gcNs = nowGcNs;
    gcCount = nowGcCount;
  }

  /** For how long the calling thread ran or waited for a CPU: always, where it is hardly late. */
  private long ranOrQueuedNs(long lateNs) {
    ranNs = 0;
    if (lateNs < LATE_NS && ++looks % LOOKS != 0) {
      return lateNs;
    }
    long queuedBeforeNs = queuedNs;
    long cpuBeforeNs = cpuNs;
    queuedNs = watchdog.queuedNs();
    cpuNs = THREADS.getCurrentThreadCpuTime();
    ranNs = cpuNs - cpuBeforeNs;
    return ranNs + queuedNs - queuedBeforeNs;
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
