package busway.metrics;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** What the admin API counts, and the lines that deployments log. From any thread. */
public final class AdminMetrics implements MeterSource {

  private final Map<String, LongAdder> refused;
  private final IntSupplier followers;
  private final LongSupplier lines;
  private final LongSupplier linesLost;

  /**
   * Makes them.
   *
   * @param codes labels of the calls that are refused
   * @param followers those who follow logs now
   * @param lines lines of deployments that were kept
   * @param linesLost lines of deployments that were not kept
   */
  public AdminMetrics(
      List<String> codes, IntSupplier followers, LongSupplier lines, LongSupplier linesLost) {
    this.refused =
        codes.stream().collect(Collectors.toMap(Function.identity(), code -> new LongAdder()));
    this.followers = followers;
    this.lines = lines;
    this.linesLost = linesLost;
  }

  /** Counts a call that was refused. */
  public void refused(String code) {
    Objects.requireNonNull(refused.get(code)).increment();
  }

  @Override
  public void sample(Samples samples) {
    refused.forEach((code, count) -> samples.add(Meter.ADMIN_REFUSED, count.sum(), code));
    samples.add(Meter.ADMIN_FOLLOWERS, (long) followers.getAsInt());
    samples.add(Meter.DEPLOYMENT_LOG_LINES, lines.getAsLong());
    samples.add(Meter.DEPLOYMENT_LOG_LINES_LOST, linesLost.getAsLong());
  }
}
