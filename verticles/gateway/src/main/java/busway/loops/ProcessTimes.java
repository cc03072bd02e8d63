package busway.loops;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * What holds up the whole process: pauses of the collector, and the process' being stopped, which
 * the watchdog feels itself. Used by the watchdog's thread.
 */
final class ProcessTimes implements AutoCloseable {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

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

  /**
   * Tells what happened since the last call.
   *
   * @param lateNs how much later than it should the calling thread comes, for whatever reason
   */
  void tell(Look look, long nowNs, long lateNs) {
    // First, for the collector counts a pause before the JVM does.
    long nowHeldNs = safepoints.totalNs();
    long nowGcNs = pauses.totalNs();
    long nowGcCount = pauses.count();
    long nowQueuedNs = watchdog.queuedNs();
    long nowCpuNs = THREADS.getCurrentThreadCpuTime();
    long collections = nowGcCount - gcCount;
    stops.add(collections, nowGcNs - gcNs, nowHeldNs - heldNs);
    long notLetNs = lateNs - stops.gcNs() - stops.jvmNs() - (nowCpuNs - cpuNs);
    long stoppedNs = Math.max(0, notLetNs - (nowQueuedNs - queuedNs));
    long endNs = collections > 0 ? lastGcEndNs(nowNs) : nowNs;
    look.next(nowNs, stops.gcNs(), collections, endNs, stoppedNs);
    look.held(stops.jvmNs(), notLetNs);
    heldNs = nowHeldNs;
    gcNs = nowGcNs;
    gcCount = nowGcCount;
    queuedNs = nowQueuedNs;
    cpuNs = nowCpuNs;
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
