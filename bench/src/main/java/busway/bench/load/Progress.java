package busway.bench.load;

import java.io.PrintStream;
import java.util.Locale;

/** A line each second on what came since the last. */
final class Progress {

  private final PrintStream out;
  private long receivedBefore;
  private long shownNs = System.nanoTime();

  Progress(PrintStream out) {
    this.out = out;
  }

  void show(String phase, Tally tally) {
    long nowNs = System.nanoTime();
    double perSecond = (tally.received() - receivedBefore) * 1e9 / (nowNs - shownNs);
    receivedBefore = tally.received();
    shownNs = nowNs;
    long errors = tally.errors().values().stream().mapToLong(Long::longValue).sum();
    out.printf(
        Locale.ROOT,
        "%-8s %,12.0f/s  p99 %s us  waiting %d  errors %d%n",
        phase,
        perSecond,
        tally.latencyNs().getTotalCount() == 0 ? "-" : Result.us(tally.latencyNs(), 99),
        tally.lost(),
        errors);
  }
}
