package busway.loops;

import busway.metrics.Meter;
import busway.metrics.MeterSource;
import busway.metrics.Samples;
import busway.vertx.Localities;
import busway.vertx.Locality;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import io.netty.util.concurrent.ThreadProperties;
import io.vertx.core.json.JsonObject;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * One event loop as seen from outside, and from within if it has instruments. {@link #tick} belongs
 * to the prober's thread, the rest is read from any thread.
 */
public final class MeasuredLoop implements MeterSource {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final String name;
  private final SingleThreadEventExecutor loop;
  private final Optional<LoopActivity> activity;
  private final LoopProbe probe;
  private final LoopCpu cpu;
  private final Share onCpu;
  private final Share busy;

  /**
   * Starts the loop's thread if it has none yet.
   *
   * @param activity what the loop does, if it has instruments
   */
  MeasuredLoop(SingleThreadEventExecutor loop, Optional<LoopActivity> activity, long intervalNs) {
    ThreadProperties thread = loop.threadProperties();
    long id = thread.id();
    LongSupplier clock = System::nanoTime;
    this.name = thread.name();
    this.loop = loop;
    this.activity = activity;
    this.probe = new LoopProbe(loop, intervalNs, clock);
    this.cpu = new LoopCpu(() -> THREADS.getThreadCpuTime(id));
    this.onCpu = new Share(cpu::ns, clock);
    this.busy = new Share(() -> activity.map(LoopActivity::busyNs).orElse(0L), clock);
  }

  /** As in thread dumps and logs. */
  public String name() {
    return name;
  }

  /** What it does, if it has instruments. */
  public Optional<LoopActivity> activity() {
    return activity;
  }

  /** Lag now: of the last probe, or the age of the one under way if that is more. */
  long lagNs() {
    return probe.lagNs();
  }

  /** Its locality. */
  Locality in(Localities localities) {
    return localities.of((EventLoop) loop);
  }

  /** Has a task run on the loop. */
  public void execute(Runnable task) {
    loop.execute(task);
  }

  void tick() {
    probe.probe();
    onCpu.tick();
    busy.tick();
  }

  /** CPU within the poll counts: there io_uring reads and writes. */
  double utilisation() {
    return Math.max(busy.ratio(), onCpu.ratio());
  }

  @Override
  public void sample(Samples samples) {
    samples.add(Meter.EVENTLOOP_LAG, List.of(probe.lag()), name);
    samples.add(Meter.EVENTLOOP_LAG_CURRENT, lagNs() / 1e9, name);
    samples.add(Meter.EVENTLOOP_PENDING_TASKS, loop.pendingTasks(), name);
    samples.add(Meter.EVENTLOOP_CPU, cpu.ns() / 1e9, name);
    samples.add(Meter.EVENTLOOP_UTILISATION, utilisation(), name);
    activity.ifPresent(instruments -> instruments.sample(samples));
  }

  /** The loop as the page shows it. */
  JsonObject snapshot() {
    return new JsonObject()
        .put("name", name)
        .put("lagMs", lagNs() / 1e6)
        .put("lagMaxMs", probe.worstLagNs() / 1e6)
        .put("utilisation", utilisation())
        .put("pendingTasks", loop.pendingTasks());
  }
}
