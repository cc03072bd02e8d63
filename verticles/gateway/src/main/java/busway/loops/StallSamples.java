package busway.loops;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stacks that were taken during one stall, one a culprit. The culprit is who was seen for the
 * longest. Used by the watchdog's thread.
 */
final class StallSamples {

  /** Frames that are kept of a stack, the innermost ones. */
  static final int MAX_FRAMES = 64;

  private final Map<String, Sample> byCulprit = new LinkedHashMap<>();

  /** What was seen of one culprit. */
  static final class Sample {
    final String culprit;
    final @Nullable String verticle;
    final @Nullable String address;
    final List<StackTraceElement> stack;
    private long weightNs;
    private boolean mayWait;

    Sample(
        String culprit,
        @Nullable String verticle,
        @Nullable String address,
        List<StackTraceElement> stack) {
      this.culprit = culprit;
      this.verticle = verticle;
      this.address = address;
      this.stack = stack;
    }
  }

  /**
   * Adds one.
   *
   * @param weightNs the time that it stands for
   */
  void add(LoopStack seen, @Nullable String verticle, @Nullable String address, long weightNs) {
    Sample sample =
        byCulprit.computeIfAbsent(
            Culprit.of(seen.frames()),
            culprit -> new Sample(culprit, verticle, address, trimmed(seen.frames())));
    sample.weightNs += weightNs;
    sample.mayWait |= seen.mayWait();
  }

  private static List<StackTraceElement> trimmed(List<StackTraceElement> stack) {
    return stack.subList(0, Math.min(stack.size(), MAX_FRAMES));
  }

  /** Who was seen for the longest; nobody if no stack was taken. */
  @Nullable Sample heaviest() {
    return heaviest(false);
  }

  /** Who was seen for the longest of those that may have asked to wait. */
  @Nullable Sample heaviestThatMayWait() {
    return heaviest(true);
  }

  private @Nullable Sample heaviest(boolean mayWait) {
    Sample heaviest = null;
    for (Sample sample : byCulprit.values()) {
      if ((!mayWait || sample.mayWait)
          && (heaviest == null || sample.weightNs > heaviest.weightNs)) {
        heaviest = sample;
      }
    }
    return heaviest;
  }

  void clear() {
    byCulprit.clear();
  }
}
