package busway.loops;

import busway.metrics.ConsumerCounts;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the event loops did, a message on {@value ADDRESS} each {@value SLICE_MS} ms, for whoever
 * listens there. While nobody does, nothing is collected. Runs on a thread of its own: a blocked
 * loop keeps its story, and tells it later.
 */
public final class LoopFeed implements AutoCloseable {

  public static final String ADDRESS = "busway.loops";

  private static final Logger LOG = LoggerFactory.getLogger(LoopFeed.class);
  private static final long SLICE_MS = 250;

  private final Vertx vertx;
  private final List<LoopActivity> loops;
  private final ConsumerCounts consumers;
  private final Supplier<JsonArray> stalls;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("busway-loop-feed").daemon().factory());
  private @Nullable LoopSlice last;

  LoopFeed(
      Vertx vertx, List<LoopActivity> loops, ConsumerCounts consumers, Supplier<JsonArray> stalls) {
    this.vertx = vertx;
    this.loops = loops;
    this.consumers = consumers;
    this.stalls = stalls;
  }

  /**
   * Begins to look whether somebody listens.
   *
   * @param loops with instruments; without any, nothing is ever told
   * @param stalls of the last minute, newest first, as they are told
   */
  public static LoopFeed start(
      Vertx vertx, List<LoopActivity> loops, ConsumerCounts consumers, Supplier<JsonArray> stalls) {
    LoopFeed feed = new LoopFeed(vertx, loops, consumers, stalls);
    if (!loops.isEmpty()) {
      var unused =
          feed.thread.scheduleAtFixedRate(feed::tick, SLICE_MS, SLICE_MS, TimeUnit.MILLISECONDS);
    }
    return feed;
  }

  void tick() {
    try {
      if (consumers.of(ADDRESS) == null) {
        last = null;
      } else {
        tell();
      }
    } catch (RuntimeException e) {
      LOG.warn("{} could not be told", ADDRESS, e);
    }
  }

  private void tell() {
    LoopSlice now = LoopSlice.of(loops);
    LoopSlice before = last;
    last = now;
    if (before != null) {
      JsonObject slice = now.since(before).put("stalls", stalls.get());
      vertx.eventBus().publish(ADDRESS, slice);
    }
  }

  /** Tells nothing more. */
  @Override
  public void close() {
    thread.shutdownNow();
  }
}
