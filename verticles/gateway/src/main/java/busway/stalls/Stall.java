package busway.stalls;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One time that an event loop stood still: one turn that took long, from the end of a poll to the
 * start of the next, or a standstill of the whole process while the loop polled.
 *
 * @param loop the name of its thread
 * @param began when
 * @param ongoing whether it lasts, and {@code times} are those so far
 * @param cause where most of {@code times} went
 * @param culprit {@code Class.method}, {@link Culprit#NONE}, {@link Culprit#UNKNOWN} or {@link
 *     Culprit#JVM}
 * @param verticle whose code ran then
 * @param address of the event bus whose message it handled then
 * @param heldBy the thread that had the lock which the loop waited for
 * @param stack what the loop ran, the innermost frame first
 */
record Stall(
    String loop,
    Instant began,
    boolean ongoing,
    StallTimes times,
    StallCause cause,
    String culprit,
    @Nullable String verticle,
    @Nullable String address,
    @Nullable String heldBy,
    List<StackTraceElement> stack) {

  Stall {
    stack = List.copyOf(stack);
  }

  /**
   * Judges.
   *
   * @param samples what the loop ran, as far as stacks were taken
   */
  static Stall of(
      String loop,
      Instant began,
      boolean ongoing,
      StallTimes times,
      long thresholdNs,
      StallSamples samples) {
    StallSamples.Sample seen = samples.heaviest();
    StallCause cause = seen == null ? times.unseen(thresholdNs) : times.cause(thresholdNs);
    List<StackTraceElement> stack = seen == null ? List.of() : seen.stack;
    String nobody = Culprit.NONE;
    if (cause.hasCulprit()) {
      nobody = seen == null && !times.byJvm() ? Culprit.UNKNOWN : Culprit.JVM;
      seen = cause == StallCause.BLOCKED ? whoWaited(samples, times) : seen;
    } else {
      seen = null;
    }
    if (seen == null && cause == StallCause.BLOCKED) {
      cause = times.ofNobody();
      nobody = cause.hasCulprit() ? nobody : Culprit.NONE;
    }
    if (seen == null) {
      return new Stall(loop, began, ongoing, times, cause, nobody, null, null, null, stack);
    }
    String heldBy = cause == StallCause.BLOCKED ? seen.heldBy : null;
    return new Stall(
        loop,
        began,
        ongoing,
        times,
        cause,
        seen.culprit,
        seen.verticle,
        seen.address,
        heldBy,
        seen.stack);
  }

  /** Whoever asked to wait is named even where the JVM may have stopped the program meanwhile. */
  private static StallSamples.@Nullable Sample whoWaited(StallSamples samples, StallTimes times) {
    return samples.heaviestWait(times.blockedNs() + times.jvmNs());
  }

  /** For the page: without the stack. */
  JsonObject brief() {
    return new JsonObject()
        .put("loop", loop)
        .put("beganMs", began.toEpochMilli())
        .put("durationMs", times.totalNs() / 1e6)
        .put("ongoing", ongoing)
        .put("cause", cause.label())
        .put("culprit", culprit)
        .put("verticle", verticle)
        .put("address", address);
  }

  /** For operators: all of it. */
  JsonObject json() {
    JsonArray frames = new JsonArray();
    stack.forEach(frame -> frames.add(frame.toString()));
    return brief()
        .put("began", began.toString())
        .put("cpuMs", times.cpuNs() / 1e6)
        .put("gcMs", times.gcNs() / 1e6)
        .put("jvmMs", times.jvmNs() / 1e6)
        .put("hostMs", times.hostNs() / 1e6)
        .put("blockedMs", times.blockedNs() / 1e6)
        .put("watchdogLateMs", times.lateNs() / 1e6)
        .put("heldBy", heldBy)
        .put("stack", frames);
  }

  /** As the log has it. */
  String line() {
    StringBuilder line = new StringBuilder(160);
    line.append(loop).append(" stalled for ").append(Math.round(times.totalNs() / 1e6));
    line.append(" ms: ").append(cause.label());
    if (cause.hasCulprit()) {
      line.append(" in ").append(culprit);
    }
    if (verticle != null) {
      line.append(", verticle ").append(verticle);
    }
    if (address != null) {
      line.append(", address ").append(address);
    }
    if (heldBy != null) {
      line.append(", lock held by ").append(heldBy);
    }
    return line.toString();
  }
}
