package busway.loops;

import busway.metrics.LoopFigures;
import busway.metrics.Samples;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.json.JsonArray;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The event loops of one Vert.x, probed by a thread that is none of them: a block is seen while it
 * lasts.
 */
public final class EventLoops implements LoopFigures, AutoCloseable {

  private final List<MeasuredLoop> loops;
  private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService prober =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("busway-loop-prober").daemon().factory());

  private EventLoops(List<MeasuredLoop> loops) {
    this.loops = List.copyOf(loops);
  }

  /**
   * Begins to probe every loop of {@code vertx} once an interval. Not from one of them.
   *
   * @param transport that it runs on
   */
  public static EventLoops start(Vertx vertx, LoopTransport transport, Duration interval) {
    EventLoopGroup group = ((VertxInternal) vertx).nettyEventLoopGroup();
    List<MeasuredLoop> loops = new ArrayList<>();
    for (EventExecutor executor : group) {
      if (executor instanceof SingleThreadEventExecutor loop) {
        loops.add(new MeasuredLoop(loop, transport.activity(loop), interval.toNanos()));
      }
    }
    loops.sort(
        Comparator.comparing((MeasuredLoop l) -> l.name().length())
            .thenComparing(MeasuredLoop::name));
    EventLoops started = new EventLoops(loops);
    started.run(interval.toNanos());
    return started;
  }

  private void run(long intervalNs) {
    var unused = prober.scheduleWithFixedDelay(this::tick, 0, intervalNs, TimeUnit.NANOSECONDS);
  }

  private void tick() {
    loops.forEach(MeasuredLoop::tick);
    watchers.forEach(Runnable::run);
  }

  /** Has {@code watcher} run with each probe from now on, on the prober's thread. */
  void watch(Runnable watcher) {
    watchers.add(watcher);
  }

  /** The loops, in the order of their names. */
  public List<MeasuredLoop> loops() {
    return loops;
  }

  /** What each loop does; none where the loops have no instruments. */
  public List<LoopActivity> activities() {
    return loops.stream().flatMap(loop -> loop.activity().stream()).toList();
  }

  @Override
  public void sample(Samples samples) {
    loops.forEach(loop -> loop.sample(samples));
  }

  @Override
  public JsonArray snapshot() {
    JsonArray all = new JsonArray();
    loops.forEach(loop -> all.add(loop.snapshot()));
    return all;
  }

  @Override
  public List<String> names() {
    return loops.stream().map(MeasuredLoop::name).toList();
  }

  /** Stops measuring. The meters keep their last values. */
  @Override
  public void close() {
    prober.shutdownNow();
  }
}
