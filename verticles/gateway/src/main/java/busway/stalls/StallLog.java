package busway.stalls;

import busway.metrics.LoopCounter;
import busway.metrics.Meter;
import busway.metrics.MeterSource;
import busway.metrics.Samples;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * One line a stall, and so many a minute at the most. Lines are written by a thread of their own:
 * what holds up the log must not hold up the watchdog.
 */
final class StallLog implements MeterSource {

  private static final long MINUTE_NS = TimeUnit.MINUTES.toNanos(1);

  private final int linesAMinute;
  private final Executor writer;
  private final BiConsumer<StallCause, String> log;
  private final LoopCounter suppressed = new LoopCounter();
  private long minuteNs;
  private long lines;
  private long unsaid;

  StallLog(int linesAMinute, long nowNs, Executor writer, BiConsumer<StallCause, String> log) {
    this.linesAMinute = linesAMinute;
    this.minuteNs = nowNs;
    this.writer = writer;
    this.log = log;
  }

  /** Writes the line, or counts it. Only from the watchdog's thread. */
  void add(Stall stall, long nowNs) {
    if (nowNs - minuteNs >= MINUTE_NS) {
      minuteNs = nowNs;
      lines = 0;
    }
    if (lines >= linesAMinute || !written(stall)) {
      suppressed.increment();
      unsaid++;
    }
  }

  private boolean written(Stall stall) {
    String line = unsaid == 0 ? stall.line() : stall.line() + " (" + unsaid + " more before)";
    try {
      writer.execute(() -> log.accept(stall.cause(), line));
    } catch (RejectedExecutionException full) {
      return false;
    }
    lines++;
    unsaid = 0;
    return true;
  }

  @Override
  public void sample(Samples samples) {
    samples.add(Meter.EVENTLOOP_STALL_LOG_SUPPRESSED, suppressed.value());
  }
}
