package busway.loops;

import io.netty.util.concurrent.FastThreadLocal;
import io.netty.util.concurrent.FastThreadLocalThread;
import org.jspecify.annotations.Nullable;

/**
 * What the handlers of one event loop share.
 *
 * @param current which of them runs now
 * @param timing whether every message is timed
 */
record LoopTimes(CurrentHandler current, TimingSwitch timing) {

  private static final FastThreadLocal<LoopTimes> OF_THREAD = new FastThreadLocal<>();

  /** That of the loop whose thread this is; null on a thread that is no loop's. */
  static @Nullable LoopTimes ofThread() {
    return Thread.currentThread() instanceof FastThreadLocalThread ? OF_THREAD.getIfExists() : null;
  }

  /** Makes this the one of the loop whose thread this is. */
  void bind() {
    OF_THREAD.set(this);
  }
}
