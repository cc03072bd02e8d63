package busway.loops;

import java.util.Arrays;
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
  void add(
      StackTraceElement[] stack,
      @Nullable String verticle,
      @Nullable String address,
      long weightNs) {
    Sample seen =
        byCulprit.computeIfAbsent(
            Culprit.of(stack), culprit -> new Sample(culprit, verticle, address, trimmed(stack)));
    seen.weightNs += weightNs;
  }

  private static List<StackTraceElement> trimmed(StackTraceElement... stack) {
    return List.of(Arrays.copyOf(stack, Math.min(stack.length, MAX_FRAMES)));
  }

  /** Who was seen for the longest; nobody if no stack was taken. */
  @Nullable Sample heaviest() {
    Sample heaviest = null;
    for (Sample sample : byCulprit.values()) {
      if (heaviest == null || sample.weightNs > heaviest.weightNs) {
        heaviest = sample;
      }
    }
    return heaviest;
  }

  void clear() {
    byCulprit.clear();
  }
}
