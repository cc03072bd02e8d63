package busway.loops;

import io.vertx.core.eventbus.DeliveryContext;
import org.jspecify.annotations.Nullable;

/**
 * Times the handlers that run on worker threads and virtual threads: every message, for there a
 * thread was woken for it anyway. A handler may wait there, and its time includes that.
 */
final class ApartTimes {

  private static final ThreadLocal<@Nullable ApartTimes> OPEN = new ThreadLocal<>();

  private @Nullable TimedHandler running;

  private ApartTimes() {}

  /** Delivers a message on a thread that is no loop's. */
  static void deliver(DeliveryContext<?> delivery, HandlerTimes times) {
    ApartTimes outer = OPEN.get();
    ApartTimes open = new ApartTimes();
    OPEN.set(open);
    long startedNs = times.nowNs();
    try {
      delivery.next();
    } finally {
      if (open.running != null) {
        open.running.ran(times.nowNs() - startedNs, 1);
      }
      if (outer == null) {
        OPEN.remove();
      } else {
        OPEN.set(outer);
      }
    }
  }

  /** A handler is about to run. */
  static void begin(TimedHandler handler) {
    handler.begin(false);
    ApartTimes open = OPEN.get();
    if (open != null) {
      open.running = handler;
    }
  }
}
