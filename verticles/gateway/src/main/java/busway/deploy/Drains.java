package busway.deploy;

import busway.metrics.DeploymentMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for instances that finish what they have. Blocks. */
final class Drains {

  private static final Logger LOG = LoggerFactory.getLogger(Drains.class);
  private static final int GLANCE_MS = 2;
  private static final Duration LAST_MOMENT = Duration.ofMillis(250);

  private final DeploymentMetrics metrics;

  Drains(DeploymentMetrics metrics) {
    this.metrics = metrics;
  }

  /** Waits until they have finished, and nothing can come late. */
  void drain(List<Instance> leaving, Duration limit) {
    long beginNs = System.nanoTime();
    until(() -> pending(leaving) == 0, limit);
    metrics.drained(System.nanoTime() - beginNs, pending(leaving));
  }

  /**
   * Waits until each of them has been seen without anything to do, and then all at the same time:
   * the last thing that one does may be to send another something.
   *
   * @return those that always had something to do
   */
  Set<Instance> drainAll(List<List<Instance>> all, Duration limit) {
    long beginNs = System.nanoTime();
    List<List<Instance>> busy = new ArrayList<>(all);
    until(
        () -> {
          busy.removeIf(instances -> idle(instances, beginNs));
          return busy.isEmpty();
        },
        limit);
    busy.forEach(instances -> metrics.drained(System.nanoTime() - beginNs, unfinished(instances)));
    List<Instance> each = all.stream().flatMap(List::stream).toList();
    until(() -> still(each), limit.minusNanos(System.nanoTime() - beginNs));
    return busy.stream().flatMap(List::stream).collect(Collectors.toSet());
  }

  /** Whether nobody does anything, and nobody was handed anything between two looks at them all. */
  private static boolean still(List<Instance> instances) {
    long delivered = delivered(instances);
    long first = unfinished(instances);
    return first + unfinished(instances) == 0 && delivered(instances) == delivered;
  }

  private boolean idle(List<Instance> instances, long beginNs) {
    boolean idle = unfinished(instances) == 0;
    if (idle) {
      metrics.drained(System.nanoTime() - beginNs, 0);
    }
    return idle;
  }

  /** Waits a moment until they have finished what is known of. */
  void finish(List<Instance> leaving) {
    until(() -> unfinished(leaving) == 0, LAST_MOMENT);
  }

  private static void until(BooleanSupplier over, Duration limit) {
    long beginNs = System.nanoTime();
    try {
      while (!over.getAsBoolean() && System.nanoTime() - beginNs < limit.toNanos()) {
        TimeUnit.MILLISECONDS.sleep(GLANCE_MS);
      }
    } catch (InterruptedException e) {
      LOG.debug("drained no longer", e);
    }
  }

  private static long pending(List<Instance> instances) {
    return instances.stream().mapToLong(Instance::pending).sum();
  }

  private static long delivered(List<Instance> instances) {
    return instances.stream().mapToLong(instance -> instance.intake().delivered()).sum();
  }

  private static long unfinished(List<Instance> instances) {
    return instances.stream().mapToLong(Instance::unfinished).sum();
  }
}
