package busway.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** What becomes of deployments at run time. From any thread. */
public final class DeploymentMetrics implements MeterSource {

  private static final String[] STATES = {"starting", "running", "draining", "failed"};
  private static final String[] KINDS = {"deploy", "undeploy", "redeploy", "scale"};
  private static final String OK = "ok";
  private static final String FAILED = "failed";

  private final Map<String, LongAdder> changes = new ConcurrentHashMap<>();
  private final SharedHistogram drains = new SharedHistogram();
  private final LongAdder abandoned = new LongAdder();
  private volatile Supplier<Map<String, Long>> states = Map::of;
  private volatile LongSupplier finishing = () -> 0;

  /**
   * Asks these at each scrape.
   *
   * @param numbers of deployments in each state
   * @param replaced versions that were replaced and have not finished
   */
  public void observe(Supplier<Map<String, Long>> numbers, LongSupplier replaced) {
    states = numbers;
    finishing = replaced;
  }

  /** Counts a change that has ended. */
  public void changed(String kind, boolean succeeded) {
    changes.computeIfAbsent(key(kind, succeeded ? OK : FAILED), key -> new LongAdder()).increment();
  }

  /**
   * Counts the drain of one or more instances of a deployment.
   *
   * @param left messages that they had not finished
   */
  public void drained(long durationNs, long left) {
    drains.record(durationNs);
    abandoned.add(left);
  }

  @Override
  public void sample(Samples samples) {
    Map<String, Long> now = states.get();
    for (String state : STATES) {
      samples.add(Meter.DEPLOYMENTS, now.getOrDefault(state, 0L), state);
    }
    for (String kind : KINDS) {
      samples.add(Meter.DEPLOYMENT_CHANGES, count(kind, OK), kind, OK);
      samples.add(Meter.DEPLOYMENT_CHANGES, count(kind, FAILED), kind, FAILED);
    }
    samples.add(Meter.DEPLOYMENT_DRAINS, finishing.getAsLong());
    samples.add(Meter.DEPLOYMENT_DRAIN, java.util.List.of(drains));
    samples.add(Meter.DEPLOYMENT_DRAIN_ABANDONED, abandoned.sum());
  }

  private long count(String kind, String outcome) {
    LongAdder count = changes.get(key(kind, outcome));
    return count == null ? 0 : count.sum();
  }

  private static String key(String kind, String outcome) {
    return kind + ' ' + outcome;
  }
}
