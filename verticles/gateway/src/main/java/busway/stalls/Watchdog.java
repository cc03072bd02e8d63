package busway.stalls;

import busway.loops.EventLoops;
import busway.loops.MeasuredLoop;
import busway.loops.VerticleNames;
import busway.metrics.Hiccups;
import busway.metrics.Meter;
import busway.metrics.Samples;
import busway.metrics.StallFigures;
import busway.metrics.StallsConfig;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that looks at every event loop so often that no stall escapes it, and takes the stacks
 * of those that are in one. Where all is well, a look takes microseconds and allocates nothing.
 */
public final class Watchdog implements StallFigures, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

  /** No more than one look in so long, whatever the threshold. */
  private static final long LEAST_NS = 500_000;

  private static final Duration RECENT = Duration.ofMinutes(1);

  private final long thresholdNs;
  private final Stalls stalls;
  private final Hiccups hiccups;
  private final WatchedLoop[] loops;
  private final Thread thread =
      Thread.ofPlatform().name("busway-watchdog").daemon().unstarted(this::run);
  private volatile boolean closed;

  private Watchdog(List<MeasuredLoop> measured, StallsConfig config, Hiccups hiccups) {
    this.hiccups = hiccups;
    thresholdNs = config.threshold().toNanos();
    stalls = new Stalls(measured.stream().map(MeasuredLoop::name).toList(), config);
    VerticleNames names = new VerticleNames();
    loops =
        measured.stream()
            .map(loop -> WatchedLoop.of(loop, names, thresholdNs, stalls::add))
            .toArray(WatchedLoop[]::new);
  }

  /**
   * Begins to watch those loops that have instruments, if stalls are to be watched for at all. Not
   * from one of the loops.
   *
   * @param hiccups which the thread that watches measures, too
   */
  public static Watchdog start(EventLoops loops, StallsConfig config, Hiccups hiccups) {
    if (!config.enabled()) {
      hiccups.start();
      return new Watchdog(List.of(), config, hiccups);
    }
    Watchdog watchdog =
        new Watchdog(
            loops.loops().stream().filter(loop -> loop.activity().isPresent()).toList(),
            config,
            hiccups);
    watchdog.thread.start();
    return watchdog;
  }

  /** The gateway has started: from now on, stalls are no matter of warming up. */
  public void started() {
    stalls.started();
  }

  private void run() {
    try (ProcessTimes process = new ProcessTimes()) {
      Look look = new Look(thresholdNs, System.nanoTime());
      long dueNs = System.nanoTime();
      while (!closed) {
        long nowNs = sleep(dueNs);
        // Also what it was held up for in its last look, where it computes for microseconds.
        process.tell(look, nowNs, nowNs - dueNs);
        dueNs = Math.max(look(look), nowNs + LEAST_NS);
      }
    } finally {
      for (WatchedLoop loop : loops) {
        loop.close();
      }
    }
  }

  /** Sleeps, and tells when it woke up. */
  private long sleep(long dueNs) {
    long sleepNs = dueNs - System.nanoTime();
    LockSupport.parkNanos(this, sleepNs);
    long nowNs = System.nanoTime();
    if (sleepNs > 0 && !closed) {
      hiccups.woke(nowNs - dueNs, sleepNs);
    }
    return nowNs;
  }

  private long look(Look look) {
    long dueNs = Long.MAX_VALUE;
    for (WatchedLoop loop : loops) {
      try {
        dueNs = Math.min(dueNs, loop.watch().look(look));
      } catch (RuntimeException e) {
        LOG.error("the watchdog failed on {}", loop.activity().name(), e);
      }
    }
    return Math.min(dueNs, look.nowNs() + LoopWatch.firstAgeNs(thresholdNs));
  }

  /** Every stall that is kept, those that last first, the others newest first. */
  @Override
  public JsonObject json() {
    if (loops.length == 0) {
      return NONE.json();
    }
    JsonArray all = new JsonArray();
    newestFirst().forEach(stall -> all.add(stall.json()));
    return new JsonObject()
        .put("thresholdMs", thresholdNs / 1e6)
        .put("total", stalls.total())
        .put("stalls", all);
  }

  /** The last ones that have begun in the last minute, newest first, without their stacks. */
  public JsonArray recent() {
    Instant since = Instant.now().minus(RECENT);
    JsonArray all = new JsonArray();
    newestFirst()
        .filter(stall -> stall.began().isAfter(since))
        .limit(Stalls.BRIEF)
        .forEach(stall -> all.add(stall.brief()));
    return all;
  }

  private Stream<Stall> newestFirst() {
    Stream<Stall> ongoing =
        Stream.of(loops).map(loop -> loop.watch().ongoing()).filter(Objects::nonNull);
    return Stream.concat(ongoing, stalls.newestFirst().stream());
  }

  @Override
  public void sample(Samples samples) {
    if (loops.length == 0) {
      return;
    }
    stalls.sample(samples);
    for (WatchedLoop loop : loops) {
      long missed = loop.activity().longTurns().missed();
      if (missed > 0) {
        String name = loop.activity().name();
        String cause = StallCause.HOST.label();
        samples.add(Meter.EVENTLOOP_STALLS, missed, name, cause, Culprit.UNKNOWN);
      }
    }
  }

  /** Stops watching. What was counted stays. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
