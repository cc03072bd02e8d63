package busway.metrics;

import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import io.vertx.core.json.JsonArray;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The event loops of one Vert.x, watched by a thread that is none of them: a block is seen while it
 * lasts.
 */
final class EventLoops implements MeterSource, AutoCloseable {

  /** No loops: before there is a Vert.x. */
  static final EventLoops NONE = new EventLoops(List.of());

  private final List<MeasuredLoop> loops;
  private final ScheduledExecutorService prober =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("busway-loop-prober").daemon().factory());

  private EventLoops(List<MeasuredLoop> loops) {
    this.loops = List.copyOf(loops);
  }

  /** Begins to probe every loop of the group once an interval. */
  static EventLoops start(EventLoopGroup group, Duration interval) {
    List<MeasuredLoop> loops = new ArrayList<>();
    for (EventExecutor executor : group) {
      if (executor instanceof SingleThreadEventExecutor loop) {
        loops.add(MeasuredLoop.of(loop, interval.toNanos()));
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
    var unused =
        prober.scheduleWithFixedDelay(
            () -> loops.forEach(MeasuredLoop::tick), 0, intervalNs, TimeUnit.NANOSECONDS);
  }

  @Override
  public void sample(Samples samples) {
    loops.forEach(loop -> loop.sample(samples));
  }

  /** The loops as the page shows them. */
  JsonArray snapshot() {
    JsonArray all = new JsonArray();
    loops.forEach(loop -> all.add(loop.snapshot()));
    return all;
  }

  List<String> names() {
    return loops.stream().map(MeasuredLoop::name).toList();
  }

  @Override
  public void close() {
    prober.shutdownNow();
  }
}
