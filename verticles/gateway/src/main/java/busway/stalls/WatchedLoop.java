package busway.stalls;

import busway.loops.LoopActivity;
import busway.loops.MeasuredLoop;
import busway.loops.VerticleNames;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One event loop under watch.
 *
 * @param inside counts of its thread, for that thread
 * @param outside the same, for the watchdog's
 */
record WatchedLoop(
    LoopActivity activity, LoopWatch watch, CountedThread inside, CountedThread outside)
    implements AutoCloseable {

  /** Begins to keep its long turns. Waits for the loop. */
  static WatchedLoop of(
      MeasuredLoop loop, VerticleNames names, long thresholdNs, Consumer<Stall> stalls) {
    LoopActivity activity = loop.activity().orElseThrow();
    Path schedstat = schedstat(loop);
    CountedThread inside = new CountedThread(activity.thread(), schedstat);
    CountedThread outside = new CountedThread(activity.thread(), schedstat);
    LoopWatch watch =
        new LoopWatch(
            activity,
            outside,
            () -> LoopStack.of(activity.thread(), names),
            WatchedLoop::instant,
            thresholdNs,
            stalls);
    activity.longTurns().keep(thresholdNs, inside);
    return new WatchedLoop(activity, watch, inside, outside);
  }

  private static @Nullable Path schedstat(MeasuredLoop loop) {
    CompletableFuture<@Nullable Path> path = new CompletableFuture<>();
    loop.execute(() -> path.complete(RunQueue.ofCurrentThread()));
    return path.join();
  }

  private static Instant instant(long nanoTime) {
    return Instant.now().minusNanos(System.nanoTime() - nanoTime);
  }

  @Override
  public void close() {
    activity.longTurns().keep(Long.MAX_VALUE, inside);
    inside.close();
    outside.close();
  }
}
