package busway.loops;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Which consumer of the event bus runs on one event loop now. Written by the loop's thread around
 * each delivery, which costs it two ordinary writes; read from any thread.
 */
public final class CurrentHandler {

  private static final VarHandle RUNNING;

  static {
    try {
      RUNNING =
          MethodHandles.lookup().findVarHandle(CurrentHandler.class, "running", TimedHandler.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private @Nullable TimedHandler running;

  CurrentHandler() {}

  /** The address of the message that is handled now; null where none is. */
  public @Nullable String address() {
    TimedHandler handler = acquired();
    return handler == null ? null : handler.address();
  }

  /** The verticle that handles it, as {@code busway.yaml} calls it; null where none does. */
  public @Nullable String verticle() {
    TimedHandler handler = acquired();
    return handler == null ? null : handler.verticle();
  }

  private @Nullable TimedHandler acquired() {
    return (TimedHandler) RUNNING.getAcquire(this);
  }

  /** What runs now, for the loop's own thread. */
  @Nullable TimedHandler running() {
    return running;
  }

  void set(@Nullable TimedHandler handler) {
    RUNNING.setRelease(this, handler);
  }
}
