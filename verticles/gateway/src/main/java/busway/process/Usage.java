package busway.process;

import busway.metrics.ProcessMetrics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one instance takes from the system, over all its runs: it and all processes of its session.
 * From any thread.
 */
final class Usage implements ProcessMetrics.Figures {

  private final Usages all;
  private final String deployment;
  private final int instance;
  private @Nullable ProcessHandle process;
  private double earlierSeconds;
  private double cpuSeconds;
  private long memoryBytes;

  Usage(Usages all, String deployment, int instance) {
    this.all = all;
    this.deployment = deployment;
    this.instance = instance;
  }

  @Override
  public String deployment() {
    return deployment;
  }

  @Override
  public int instance() {
    return instance;
  }

  /** The process that it is from now on. */
  synchronized void started(long pid) {
    process = ProcessHandle.of(pid).orElse(null);
  }

  /** The process is no more. */
  synchronized void ended() {
    process = null;
    earlierSeconds += cpuSeconds;
    cpuSeconds = 0;
    memoryBytes = 0;
  }

  @Override
  public synchronized boolean up() {
    return process != null;
  }

  @Override
  public double cpuSeconds() {
    all.look();
    synchronized (this) {
      return earlierSeconds + cpuSeconds;
    }
  }

  @Override
  public long memoryBytes() {
    all.look();
    synchronized (this) {
      return memoryBytes;
    }
  }

  /** Looks at the processes of its session; only at its own CPU time where the system has none. */
  synchronized void look(Map<Long, List<ProcessTable.Entry>> bySession) {
    if (process == null) {
      return;
    }
    List<ProcessTable.Entry> entries = bySession.get(process.pid());
    double seconds =
        entries == null
            ? process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9
            : entries.stream().mapToDouble(ProcessTable.Entry::cpuSeconds).sum();
    cpuSeconds = Math.max(cpuSeconds, seconds);
    memoryBytes =
        entries == null ? 0 : entries.stream().mapToLong(ProcessTable.Entry::memoryBytes).sum();
  }
}
