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
    long nowGcNs = pauses.totalNs();
    long nowGcCount = pauses.count();
    long nowQueuedNs = watchdog.queuedNs();
    long nowHeldNs = safepoints.totalNs();
    long nowCpuNs = THREADS.getCurrentThreadCpuTime();
    long pauses = nowGcCount - gcCount;
    long pausedNs = Math.max(nowGcNs - gcNs, pauses > 0 ? nowHeldNs - heldNs : 0);
    long jvmNs = pauses > 0 ? 0 : nowHeldNs - heldNs;
    long notLetNs = lateNs - pausedNs - jvmNs - (nowCpuNs - cpuNs);
    long stoppedNs = Math.max(0, notLetNs - (nowQueuedNs - queuedNs));
    look.next(nowNs, pausedNs, pauses, pauses > 0 ? lastGcEndNs(nowNs) : nowNs, stoppedNs);
    look.held(jvmNs, notLetNs);
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
