package busway.bench;

import busway.metrics.LoopCounter;
import busway.metrics.LoopHistogram;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * One count, and one duration in a histogram. Micrometer's timer has the buckets of ours; the
 * durations go through all of the usual ones, 20 µs to 60 ms.
 */
public class CountersBenchmark extends Measured {

  private static final int DURATIONS = 1 << 10;

  private final LoopCounter loopCounter = new LoopCounter();
  private final LoopHistogram loopHistogram = new LoopHistogram();
  private final LongAdder longAdder = new LongAdder();
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Counter micrometerCounter = registry.counter("count");
  private final Timer micrometerTimer = timer();
  private final long[] durationsNs = durationsNs();
  private int turn;

  @Benchmark
  public void loopCounter() {
    loopCounter.increment();
  }

  @Benchmark
  public void longAdder() {
    longAdder.increment();
  }

  @Benchmark
  public void micrometerCounter() {
    micrometerCounter.increment();
  }

  @Benchmark
  public void loopHistogram() {
    loopHistogram.record(next());
  }

  @Benchmark
  public void micrometerTimer() {
    micrometerTimer.record(next(), TimeUnit.NANOSECONDS);
  }

  private long next() {
    return durationsNs[turn++ & DURATIONS - 1];
  }

  private Timer timer() {
    Duration[] bounds =
        IntStream.range(0, loopHistogram.buckets() - 1)
            .mapToObj(i -> Duration.ofNanos(Math.round(loopHistogram.bound(i) * 1e9)))
            .toArray(Duration[]::new);
    return Timer.builder("time").serviceLevelObjectives(bounds).register(registry);
  }

  /** In no order that a branch predictor could learn. */
  private static long[] durationsNs() {
    return new Random(42)
        .doubles(DURATIONS)
        .mapToLong(d -> (long) (20_000 * Math.exp(8 * d)))
        .toArray();
  }
}
