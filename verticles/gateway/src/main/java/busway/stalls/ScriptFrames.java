package busway.stalls;

import io.vertx.core.internal.ContextInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The functions of a script that a loop runs, in place of the frames of what interprets it. Whoever
 * runs scripts puts a function from threads to their stacks into their Vert.x contexts.
 */
final class ScriptFrames {

  /** Where a context has what tells the stack. */
  static final String KEY = "verticle.stack";

  private static final List<String> INTERPRETER =
      List.of("com.oracle.truffle.", "com.oracle.js.", "com.oracle.graal.", "org.graalvm.");

  private ScriptFrames() {}

  /** Whether it is a frame of what interprets scripts. */
  static boolean isInterpreter(String className) {
    return INTERPRETER.stream().anyMatch(className::startsWith);
  }

  /**
   * The frames of a thread with those of its script. The innermost stays the first: it tells
   * whether the thread waits.
   */
  static List<StackTraceElement> in(
      List<StackTraceElement> frames, Thread thread, @Nullable ContextInternal context) {
    if (context == null || !(context.get(KEY) instanceof Function<?, ?> stacks)) {
      return frames;
    }
    List<StackTraceElement> script = of(stacks, thread);
    if (script.isEmpty() || frames.stream().noneMatch(ScriptFrames::isInterpreter)) {
      return frames;
    }
    List<StackTraceElement> all = new ArrayList<>(frames.size());
    all.add(frames.getFirst());
    all.addAll(script);
    frames.stream().skip(1).filter(frame -> !isInterpreter(frame)).forEach(all::add);
    return all;
  }

  private static boolean isInterpreter(StackTraceElement frame) {
    return isInterpreter(frame.getClassName());
  }

  private static List<StackTraceElement> of(Function<?, ?> stacks, Thread thread) {
    @SuppressWarnings("unchecked") // what is there under this key takes threads
    Object stack = ((Function<Thread, ?>) stacks).apply(thread);
    return stack instanceof List<?> list
        ? list.stream()
            .filter(StackTraceElement.class::isInstance)
            .map(StackTraceElement.class::cast)
            .toList()
        : List.of();
  }
}
