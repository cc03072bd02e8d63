package busway.stalls;

import busway.metrics.MeterSource;
import busway.metrics.Samples;
import busway.metrics.StallsConfig;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** What is done about a stall that is over: counted, kept, recorded, logged. */
final class Stalls implements MeterSource {

  /** How many the page shows. */
  static final int BRIEF = 20;

  private static final Logger LOG = LoggerFactory.getLogger(Stalls.class);

  /** While the gateway starts, classes are loaded on its loops: only what is longer is logged. */
  private static final long STARTING_NS = TimeUnit.SECONDS.toNanos(1);

  private static final int WAITING_LINES = 64;

  /** Whether this Java has a flight recorder: a trimmed one may lack it. */
  private static final boolean RECORDER = ModuleLayer.boot().findModule("jdk.jfr").isPresent();

  private final StallTotals totals;
  private final StallRing ring;
  private final StallLog log;
  private volatile Instant started = Instant.MAX;

  Stalls(List<String> loops, StallsConfig config) {
    totals = new StallTotals(loops, config.culprits());
    ring = new StallRing(config.keep());
    log = new StallLog(config.logPerMinute(), System.nanoTime(), writer(), Stalls::log);
  }

  /** What nobody's code did is no reason to warn. */
  private static void log(StallCause cause, String line) {
    LOG.atLevel(cause.hasCulprit() ? Level.WARN : Level.INFO).log(line);
  }

  private static Executor writer() {
    return new ThreadPoolExecutor(
        0,
        1,
        10,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(WAITING_LINES),
        Thread.ofPlatform().name("busway-stall-log").daemon().factory());
  }

  /** Every stall that begins from now on is worth a line. */
  void started() {
    started = Instant.now();
  }

  /** One more. Only from the watchdog's thread. */
  void add(Stall stall) {
    totals.add(stall);
    ring.add(stall);
    if (RECORDER) {
      StallEvent.commit(stall);
    }
    if (stall.began().isAfter(started) || stall.times().totalNs() >= STARTING_NS) {
      log.add(stall, System.nanoTime());
    }
  }

  List<Stall> newestFirst() {
    return ring.newestFirst();
  }

  long total() {
    return ring.total();
  }

  @Override
  public void sample(Samples samples) {
    totals.sample(samples);
    log.sample(samples);
  }
}
