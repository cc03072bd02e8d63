package busway.stalls;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Stacks that were taken during one stall, one a culprit. The culprit is who was seen for the
 * longest. Used by the watchdog's thread.
 */
final class StallSamples {

  /** Frames that are kept of a stack, the innermost ones. */
  static final int MAX_FRAMES = 64;

  /** Stacks are rare: one that waits explains a wait that is so many times as long. */
  private static final int EXPLAINED = 4;

  private final Map<String, Sample> byCulprit = new LinkedHashMap<>();
  private @Nullable Sample last;
  private boolean lastMayWait;

  /** What was seen of one culprit. */
  static final class Sample {
    final String culprit;
    final @Nullable String verticle;
    final @Nullable String address;
    final List<StackTraceElement> stack;
    @Nullable String heldBy;
    private long weightNs;
    private long mayWaitNs;

    Sample(String culprit, @Nullable String verticle, @Nullable String address, LoopStack seen) {
      this.culprit = culprit;
      this.verticle = verticle;
      this.address = address;
      this.stack = trimmed(seen.frames());
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
            Culprit.of(seen.frames()), culprit -> new Sample(culprit, verticle, address, seen));
    sample.heldBy = seen.heldBy() == null ? sample.heldBy : seen.heldBy();
    last = sample;
    lastMayWait = seen.mayWait();
    lasted(weightNs);
  }

  /** What was seen last went on for so long, as far as anybody knows. */
  void lasted(long weightNs) {
    Sample sample = last;
    if (sample != null) {
      sample.weightNs += weightNs;
      sample.mayWaitNs += lastMayWait ? weightNs : 0;
    }
  }

  private static List<StackTraceElement> trimmed(List<StackTraceElement> stack) {
    return stack.subList(0, Math.min(stack.size(), MAX_FRAMES));
  }

  /** Who was seen for the longest; nobody if no stack was taken. */
  @Nullable Sample heaviest() {
    return heaviest(sample -> sample.weightNs);
  }

  /**
   * Who was seen for the longest where it may have asked to wait; nobody if that is too little to
   * explain a wait of {@code blockedNs}.
   */
  @Nullable Sample heaviestWait(long blockedNs) {
    Sample sample = heaviest(seen -> seen.mayWaitNs);
    return sample == null || EXPLAINED * sample.mayWaitNs < blockedNs || sample.mayWaitNs == 0
        ? null
        : sample;
  }

  private @Nullable Sample heaviest(ToLongFunction<Sample> weight) {
    return byCulprit.values().stream().max(Comparator.comparingLong(weight)).orElse(null);
  }

  void clear() {
    byCulprit.clear();
    last = null;
  }
}
