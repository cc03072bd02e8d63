package busway.loops;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Which handler of the event bus runs on one event loop now. Written by the loop's thread around
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

  @SuppressWarnings("unused") // by RUNNING
  private @Nullable TimedHandler running;

  /** The address that the handler consumes; null where none runs. */
  public @Nullable String address() {
    TimedHandler handler = running();
    return handler == null ? null : handler.address();
  }

  /** The verticle whose handler it is, as {@code busway.yaml} calls it; null where none runs. */
  public @Nullable String verticle() {
    TimedHandler handler = running();
    return handler == null ? null : handler.verticle();
  }

  private @Nullable TimedHandler running() {
    return (TimedHandler) RUNNING.getAcquire(this);
  }

  void set(@Nullable TimedHandler handler) {
    RUNNING.setRelease(this, handler);
  }
}
