package busway.loops;

import io.netty.util.concurrent.FastThreadLocal;
import io.netty.util.concurrent.FastThreadLocalThread;
import io.vertx.core.eventbus.DeliveryContext;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Times the handlers of one event loop. Belongs to the loop's thread. */
final class LoopTimes {

  private static final FastThreadLocal<LoopTimes> OF_THREAD = new FastThreadLocal<>();

  private final CurrentHandler current;
  private final TimingSwitch timing;
  private final HandlerTimes times;

  private final Map<String, TimedHandler> replies = new HashMap<>();

  private boolean open;
  private @Nullable TimedHandler running;
  private int stands;
  private long startedNs;

  /**
   * Makes the times of one loop.
   *
   * @param current what runs now, for others to read
   * @param timing whether every message is timed
   */
  LoopTimes(CurrentHandler current, TimingSwitch timing, HandlerTimes times) {
    this.current = current;
    this.timing = timing;
    this.times = times;
  }

  /** The times of the loop whose thread this is; null on a thread that is no loop's. */
  static @Nullable LoopTimes ofThread() {
    return Thread.currentThread() instanceof FastThreadLocalThread ? OF_THREAD.getIfExists() : null;
  }

  /** Makes this the times of the loop whose thread this is. */
  void bind() {
    OF_THREAD.set(this);
  }

  /**
   * Delivers a message. Deliveries nest where a handler resumes a consumer of its own loop.
   *
   * @param delivery ends in the handler, before which the bus tells whose it is
   */
  void deliver(DeliveryContext<?> delivery) {
    boolean outerOpen = open;
    TimedHandler outer = running;
    int outerStands = stands;
    long outerStartedNs = startedNs;
    open = true;
    running = null;
    try {
      delivery.next();
    } finally {
      end();
      open = outerOpen;
      running = outer;
      stands = outerStands;
      startedNs = outerStartedNs;
      current.set(outer);
    }
  }

  /** A handler that awaited a reply is about to run. */
  void reply() {
    String verticle = times.verticle();
    begin(replies.computeIfAbsent(verticle, times::replies));
  }

  /** A handler is about to run. Outside {@link #deliver} its end would not be seen. */
  void begin(TimedHandler handler) {
    boolean full = timing.full();
    handler.begin(full);
    if (open) {
      running = handler;
      current.set(handler);
      stands = handler.stands(full);
      if (stands > 0) {
        startedNs = times.nowNs();
      }
    }
  }

  private void end() {
    if (running != null && stands > 0) {
      running.ran(times.nowNs() - startedNs, stands);
    }
  }
}
