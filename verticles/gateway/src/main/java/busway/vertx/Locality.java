package busway.vertx;

import io.netty.util.concurrent.FastThreadLocal;
import io.netty.util.concurrent.FastThreadLocalThread;
import io.vertx.core.ThreadingModel;
import io.vertx.core.internal.ContextInternal;
import org.jspecify.annotations.Nullable;

/**
 * Whether what is sent on one event loop to one consumer of several goes to a consumer of the same
 * loop, if there is one, or to all in turn. What stays on its loop costs less: nothing is handed
 * over, and a system call carries more. Set by one thread; asked from any.
 */
public final class Locality {

  private static final FastThreadLocal<Locality> OF_THREAD = new FastThreadLocal<>();

  private static final Object ELSEWHERE = new Object();

  private final int index;
  private volatile boolean localFirst;

  Locality(int index) {
    this.index = index;
  }

  /** That of the loop whose thread this is; null on a thread that is no loop's. */
  static @Nullable Locality ofThread() {
    return Thread.currentThread() instanceof FastThreadLocalThread ? OF_THREAD.getIfExists() : null;
  }

  /** Notes that consumers of a context do their work elsewhere, so that they are no loop's own. */
  public static void noMatter(ContextInternal context) {
    context.put(ELSEWHERE, true);
  }

  /** Whether consumers of a context are its loop's own. */
  static boolean matters(ContextInternal context) {
    return context.threadingModel() == ThreadingModel.EVENT_LOOP && context.get(ELSEWHERE) == null;
  }

  /** Makes this the one of the loop whose thread this is. */
  void bind() {
    OF_THREAD.set(this);
  }

  /** The number of the loop, from 0. */
  int index() {
    return index;
  }

  /** Whether consumers of the same loop come first now. */
  public boolean localFirst() {
    return localFirst;
  }

  /** Has consumers of the same loop come first from now on, or all in turn. */
  public void localFirst(boolean nowFirst) {
    localFirst = nowFirst;
  }
}
