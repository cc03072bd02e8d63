package busway.bench.load;

import java.time.Duration;

/** Measures a stretch of a run: its time, the messages in it, and what the driver itself used. */
final class Stopwatch {

  private final long startNs = System.nanoTime();
  private final Duration startCpu = cpu();
  private final long startMessages;

  Stopwatch(long messages) {
    this.startMessages = messages;
  }

  /**
   * What it says now.
   *
   * @param messages in that time
   * @param seconds that it took
   * @param driverCpu share of one processor that the driver used, all of its threads together
   */
  record Reading(long messages, double seconds, double driverCpu) {

    double perSecond() {
      return messages / seconds;
    }
  }

  Reading read(long messages) {
    double seconds = (System.nanoTime() - startNs) / 1e9;
    double cpuSeconds = cpu().minus(startCpu).toNanos() / 1e9;
    return new Reading(messages - startMessages, seconds, cpuSeconds / seconds);
  }

  private static Duration cpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
