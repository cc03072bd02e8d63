package busway.loops;

import busway.metrics.Meter;
import busway.metrics.MeterSource;
import busway.metrics.Samples;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import io.netty.util.concurrent.ThreadProperties;
import io.vertx.core.json.JsonObject;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Optional;

/**
 * One event loop as seen from outside.
 *
 * @param name of the loop's thread, as in thread dumps and logs
 * @param activity what it does, if it has instruments
 */
record MeasuredLoop(
    String name,
    SingleThreadEventExecutor loop,
    Optional<LoopActivity> activity,
    LoopProbe probe,
    LoopCpu cpu)
    implements MeterSource {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Starts the loop's thread if it has none yet. */
  static MeasuredLoop of(
      SingleThreadEventExecutor loop, Optional<LoopActivity> activity, long intervalNs) {
    ThreadProperties thread = loop.threadProperties();
    long id = thread.id();
    return new MeasuredLoop(
        thread.name(),
        loop,
        activity,
        new LoopProbe(loop, intervalNs, System::nanoTime),
        new LoopCpu(() -> THREADS.getThreadCpuTime(id), System::nanoTime));
  }

  void tick() {
    probe.probe();
    cpu.tick();
  }

  @Override
  public void sample(Samples samples) {
    samples.add(Meter.EVENTLOOP_LAG, List.of(probe.lag()), name);
    samples.add(Meter.EVENTLOOP_LAG_CURRENT, probe.lagNs() / 1e9, name);
    samples.add(Meter.EVENTLOOP_PENDING_TASKS, loop.pendingTasks(), name);
    samples.add(Meter.EVENTLOOP_CPU, cpu.cpuNs() / 1e9, name);
    samples.add(Meter.EVENTLOOP_UTILISATION, cpu.utilisation(), name);
    activity.ifPresent(instruments -> instruments.sample(samples));
  }

  /** The loop as the page shows it. */
  JsonObject snapshot() {
    return new JsonObject()
        .put("name", name)
        .put("lagMs", probe.lagNs() / 1e6)
        .put("lagMaxMs", probe.worstLagNs() / 1e6)
        .put("utilisation", cpu.utilisation())
        .put("pendingTasks", loop.pendingTasks());
  }
}
