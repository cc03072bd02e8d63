package busway.stalls;

import busway.loops.VerticleNames;
import io.vertx.core.impl.VertxImpl;
import io.vertx.core.internal.ContextInternal;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an event loop ran at one moment.
 *
 * @param frames the innermost first
 * @param state of its thread
 * @param verticle whose code it was; null where it was nobody's or the gateway's own
 * @param heldBy the thread that had the lock which it waited for; null where it waited for none
 */
record LoopStack(
    List<StackTraceElement> frames,
    Thread.State state,
    @Nullable String verticle,
    @Nullable String heldBy) {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Calls of native functions without JNI, and memory that is a file. */
  private static final List<String> MAY_WAIT =
      List.of("jdk.internal.foreign.abi.", "jdk.internal.misc.ScopedMemoryAccess");

  /** Native functions of the JVM's own, and those of sockets that never block. */
  private static final List<String> NEVER_WAIT =
      List.of(
          "java.lang.invoke.", "java.lang.reflect.", "jdk.internal.reflect.", "io.netty.channel.");

  private static final Set<String> NEVER_WAIT_CLASSES =
      Set.of(
          "java.lang.Class",
          "java.lang.ClassLoader",
          "java.lang.Runtime",
          "java.lang.String",
          "java.lang.System",
          "java.lang.Throwable",
          "jdk.internal.misc.VM",
          "jdk.internal.util.SystemProps");

  LoopStack {
    frames = List.copyOf(frames);
  }

  /** That of a thread now. From any other. */
  static LoopStack of(Thread thread, VerticleNames names) {
    List<StackTraceElement> java = List.of(thread.getStackTrace());
    ContextInternal context = VertxImpl.currentContext(thread);
    Thread.State state = thread.getState();
    List<StackTraceElement> frames = ScriptFrames.in(java, thread, context);
    return new LoopStack(frames, state, names.ofUser(context), heldBy(thread, state));
  }

  private static @Nullable String heldBy(Thread thread, Thread.State state) {
    ThreadInfo info =
        state == Thread.State.RUNNABLE ? null : THREADS.getThreadInfo(thread.threadId());
    return info == null ? null : info.getLockOwnerName();
  }

  /**
   * Whether its code may have asked to wait: for a lock, another thread, or the system. Where none
   * has, only the JVM itself can have held the thread up.
   */
  boolean mayWait() {
    return state != Thread.State.RUNNABLE || !frames.isEmpty() && mayWait(frames.getFirst());
  }

  private static boolean ofJvm(StackTraceElement frame) {
    String type = frame.getClassName();
    String method = frame.getMethodName();
    return switch (type) {
      case "java.lang.Object" -> !method.startsWith("wait");
      case "jdk.internal.misc.Unsafe", "sun.misc.Unsafe" -> !method.equals("park");
      case "java.lang.Thread" -> method.equals("currentThread");
      default ->
          NEVER_WAIT_CLASSES.contains(type) || NEVER_WAIT.stream().anyMatch(type::startsWith);
    };
  }

  private static boolean mayWait(StackTraceElement frame) {
    return frame.isNativeMethod() && !ofJvm(frame)
        || MAY_WAIT.stream().anyMatch(frame.getClassName()::startsWith);
  }
}
