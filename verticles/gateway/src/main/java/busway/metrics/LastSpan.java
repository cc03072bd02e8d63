package busway.metrics;

import io.netty.util.concurrent.FastThreadLocal;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The last sampled span that began on a thread.
 *
 * @param endNs when it ended in nanoseconds of Unix time; 0 while it lasts
 */
public record LastSpan(TraceLink link, LongSupplier endNs) {

  private static final FastThreadLocal<LastSpan> HERE = new FastThreadLocal<>();

  /** Notes that it began, on this thread. */
  public void begun() {
    HERE.set(this);
  }

  /** The last one of this thread, if it lasts or ended less than {@code agoNs} ago. */
  public static @Nullable TraceLink within(long agoNs) {
    LastSpan last = HERE.get();
    if (last == null) {
      return null;
    }
    long endNs = last.endNs.getAsLong();
    long nowNs = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    return endNs == 0 || endNs >= nowNs - agoNs ? last.link : null;
  }
}
