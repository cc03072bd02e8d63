package busway.process;

import busway.metrics.ProcessMetrics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * What all children take from the system, which is asked once a second at most, when somebody wants
 * to know. From any thread.
 */
final class Usages {

  private static final long FRESH_NS = TimeUnit.SECONDS.toNanos(1);

  private final ProcessMetrics metrics;
  private final List<Usage> usages = new CopyOnWriteArrayList<>();
  private long askedNs = System.nanoTime() - FRESH_NS;

  Usages(ProcessMetrics metrics) {
    this.metrics = metrics;
  }

  /** The counts of a deployment. */
  ProcessMetrics.Counts counts(String deployment) {
    return metrics.counts(deployment);
  }

  /** What one instance takes, from now on. */
  Usage begin(String deployment, int instance) {
    Usage usage = new Usage(this, deployment, instance);
    usages.add(usage);
    metrics.add(usage);
    return usage;
  }

  void end(Usage usage) {
    usages.remove(usage);
    metrics.remove(usage);
  }

  /** Looks at the processes of the system, unless that was done just now. */
  synchronized void look() {
    long nowNs = System.nanoTime();
    if (nowNs - askedNs < FRESH_NS) {
      return;
    }
    Map<Long, List<ProcessTable.Entry>> bySession = new HashMap<>();
    for (ProcessTable.Entry entry : ProcessTable.now()) {
      bySession.computeIfAbsent(entry.session(), key -> new ArrayList<>()).add(entry);
    }
    usages.forEach(usage -> usage.look(bySession));
    askedNs = nowNs;
  }
}
