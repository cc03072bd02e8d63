package busway.metrics;

import java.util.HashSet;
import java.util.Set;

/**
 * Label values that nobody knows beforehand: the first so many are labels of their own, all others
 * are {@value #OTHER}. From any thread.
 */
public final class BoundedLabels {

  /** The label of whoever has none of his own. */
  public static final String OTHER = "other";

  private final int most;
  private final Set<String> labels = new HashSet<>();

  /**
   * Makes it without any label.
   *
   * @param most values that have a label of their own
   */
  public BoundedLabels(int most) {
    this.most = most;
  }

  /** The label of a value: it keeps the one that it got first. */
  public synchronized String of(String value) {
    return labels.contains(value) || (labels.size() < most && labels.add(value)) ? value : OTHER;
  }
}
