package busway.metrics;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.function.Function;

/**
 * A count that one event loop writes and the scraping thread reads. Adding costs an ordinary
 * addition: there is one writer, so nothing is locked and no cache line is fought over.
 */
public final class LoopCounter {

  private static final VarHandle VALUE;

  static {
    try {
      VALUE = MethodHandles.lookup().findVarHandle(LoopCounter.class, "value", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @SuppressWarnings("unused") // by VALUE
  private long value;

  /** Adds one. Only from the owning loop. */
  public void increment() {
    add(1);
  }

  /** Adds {@code amount}, which may be negative where the count is of things open now. */
  public void add(long amount) {
    VALUE.setOpaque(this, (long) VALUE.getOpaque(this) + amount);
  }

  /** The count as the owning loop last wrote it. From any thread. */
  public long value() {
    return (long) VALUE.getOpaque(this);
  }

  /** The sum of one count over what several loops count. */
  static <T> long sum(List<T> loops, Function<T, LoopCounter> count) {
    long sum = 0;
    for (T loop : loops) {
      sum += count.apply(loop).value();
    }
    return sum;
  }
}
