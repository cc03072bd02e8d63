package busway.loops;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.LongSupplier;

/**
 * How long a thread has been in one state, the time that lasts right now included.
 *
 * <p>{@link #begin} and {@link #end} belong to that thread and cost an ordinary store; {@link
 * #totalNs} is read from any thread and never goes backwards.
 */
final class StateTime {

  private static final VarHandle VALUE;
  private static final int ATTEMPTS = 1_000;

  static {
    try {
      VALUE = MethodHandles.lookup().findVarHandle(StateTime.class, "value", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final LongSupplier clock;

  /**
   * Twice the total in nanoseconds. While the state lasts: twice the total less its start, plus
   * one. One number, for a reader must see both or neither.
   */
  @SuppressWarnings("unused") // by VALUE
  private long value;

  /** What was last read. Guarded by this. */
  private long lastNs;

  StateTime(LongSupplier clock) {
    this.clock = clock;
  }

  void begin(long nowNs) {
    VALUE.setOpaque(this, ((total((long) VALUE.getOpaque(this)) - nowNs) << 1) | 1);
  }

  void end(long nowNs) {
    VALUE.setOpaque(this, (total((long) VALUE.getOpaque(this)) + nowNs) << 1);
  }

  private static long total(long value) {
    return value >> 1;
  }

  private static boolean lasts(long value) {
    return (value & 1) != 0;
  }

  /**
   * Nanoseconds in the state until now. A passage is written a moment after the look at the clock,
   * so that a reader may have counted that moment already: it keeps what it has said.
   */
  synchronized long totalNs() {
    for (int i = 0; i < ATTEMPTS; i++) {
      long before = (long) VALUE.getAcquire(this);
      long nowNs = lasts(before) ? clock.getAsLong() : 0;
      if (before == (long) VALUE.getAcquire(this)) {
        lastNs = Math.max(lastNs, total(before) + nowNs);
        break;
      }
    }
    return lastNs;
  }
}
