package busway.metrics;

import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

/** What the child processes of all deployments take, and how they end. From any thread. */
public final class ProcessMetrics implements MeterSource {

  private static final int MOST_NAMES = 200;

  private final BoundedLabels names = new BoundedLabels(MOST_NAMES);
  private final List<Figures> children = new CopyOnWriteArrayList<>();
  private final Map<String, Counts> counts = new ConcurrentHashMap<>();

  /** One child: an instance of a deployment, over all its runs. */
  public interface Figures {

    /** The name of its deployment. */
    String deployment();

    /** Its number among the instances. */
    int instance();

    boolean up();

    double cpuSeconds();

    long memoryBytes();
  }

  /** Why a process has ended. */
  public enum Cause {
    /** By itself. */
    EXIT("exit"),
    /** By a signal that was not the gateway's. */
    SIGNAL("signal"),
    /** By the gateway. */
    KILLED("killed");

    private final String text;

    Cause(String text) {
      this.text = text;
    }
  }

  /** What the children of one deployment count. */
  public static final class Counts {

    /** Started again after they had ended. */
    public final LongAdder restarts = new LongAdder();

    /** Lines of output that were too many for the log. */
    public final LongAdder droppedLines = new LongAdder();

    private final Map<Cause, LongAdder> exits = new EnumMap<>(Cause.class);

    Counts() {
      for (Cause cause : Cause.values()) {
        exits.put(cause, new LongAdder());
      }
    }

    /** Counts an end. */
    public void ended(Cause cause) {
      requireNonNull(exits.get(cause)).increment();
    }
  }

  private record Labels(String verticle, int child) {}

  private record Sum(int up, double cpuSeconds, long memoryBytes) {

    static Sum of(Figures child) {
      return new Sum(child.up() ? 1 : 0, child.cpuSeconds(), child.memoryBytes());
    }

    Sum plus(Sum other) {
      return new Sum(up + other.up, cpuSeconds + other.cpuSeconds, memoryBytes + other.memoryBytes);
    }
  }

  ProcessMetrics() {}

  /** The counts of the deployment of this name. */
  public Counts counts(String deployment) {
    return counts.computeIfAbsent(names.of(deployment), name -> new Counts());
  }

  /** Begins to export a child. */
  public void add(Figures child) {
    children.add(child);
  }

  /** Exports a child no more. */
  public void remove(Figures child) {
    children.remove(child);
  }

  @Override
  public void sample(Samples samples) {
    new TreeMap<>(counts).forEach((name, count) -> sample(samples, name, count));
    Map<Labels, Sum> sums = new HashMap<>();
    for (Figures child : children) {
      Labels labels = new Labels(names.of(child.deployment()), child.instance());
      sums.merge(labels, Sum.of(child), Sum::plus);
    }
    sums.forEach((labels, sum) -> sample(samples, labels, sum));
  }

  private static void sample(Samples samples, String name, Counts count) {
    samples.add(Meter.PROCESS_RESTARTS, count.restarts.sum(), name);
    samples.add(Meter.PROCESS_LOG_DROPPED, count.droppedLines.sum(), name);
    count.exits.forEach(
        (cause, exits) -> samples.add(Meter.PROCESS_EXITS, exits.sum(), name, cause.text));
  }

  private static void sample(Samples samples, Labels labels, Sum sum) {
    String child = Integer.toString(labels.child());
    samples.add(Meter.PROCESS_UP, sum.up(), labels.verticle(), child);
    samples.add(Meter.PROCESS_CPU, sum.cpuSeconds(), labels.verticle(), child);
    samples.add(Meter.PROCESS_MEMORY, sum.memoryBytes(), labels.verticle(), child);
  }
}
