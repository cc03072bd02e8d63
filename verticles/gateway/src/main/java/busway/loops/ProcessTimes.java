package busway.loops;

/**
 * What holds up the whole process: pauses of the collector, and the process' being stopped, which
 * the watchdog feels itself. Used by the watchdog's thread.
 */
final class ProcessTimes implements AutoCloseable {

  private final GcPauses pauses = new GcPauses();
  private final RunQueue watchdog = RunQueue.open(RunQueue.ofCurrentThread());
  private long gcNs = pauses.totalNs();
  private long gcCount = pauses.count();
  private long queuedNs = watchdog.queuedNs();

  /**
   * Tells what happened since the last call.
   *
   * @param lateNs how much later than it should the calling thread has woken
   */
  void tell(Look look, long nowNs, long lateNs) {
    long nowGcNs = pauses.totalNs();
    long nowGcCount = pauses.count();
    long nowQueuedNs = watchdog.queuedNs();
    long pausedNs = nowGcNs - gcNs;
    long stoppedNs = lateNs - pausedNs - (nowQueuedNs - queuedNs);
    long agoNs = nowGcCount == gcCount ? 0 : pauses.lastEndedAgoNs();
    look.next(nowNs, pausedNs, nowGcCount - gcCount, agoNs, Math.max(0, stoppedNs));
    gcNs = nowGcNs;
    gcCount = nowGcCount;
    queuedNs = nowQueuedNs;
  }

  @Override
  public void close() {
    watchdog.close();
  }
}
