package busway.testing;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting that ends: for a condition or a future, twenty seconds at the most. */
public final class Wait {

  /** The longest that anything here waits. */
  public static final int SECONDS = 20;

  private static final long GLANCE_NS = 200_000;

  /** What a glance counts for at the most: a machine that stands still for longer waits no less. */
  private static final long LONGEST_GLANCE_NS = 1_000_000_000;

  private Wait() {}

  /** Returns once the condition holds. */
  public static void until(String what, BooleanSupplier condition) {
    until(what, condition, Duration.ofSeconds(SECONDS));
  }

  /** Returns once the condition holds, which may take longer than usual. */
  public static void until(String what, BooleanSupplier condition, Duration limit) {
    long leftNs = limit.toNanos();
    long lastNs = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (leftNs < 0) {
        throw new AssertionError("not within " + limit.toSeconds() + " s: " + what);
      }
      LockSupport.parkNanos(GLANCE_NS);
      long nowNs = System.nanoTime();
      leftNs -= Math.min(nowNs - lastNs, LONGEST_GLANCE_NS);
      lastNs = nowNs;
    }
  }

  /**
   * Completes when so many milliseconds have passed. To join it blocks for as long, which to park
   * may not: a thread whose last lock was handed over late comes back from {@code parkNanos} at
   * once.
   */
  public static CompletableFuture<Void> passed(int ms) {
    return new CompletableFuture<Void>().completeOnTimeout(null, ms, TimeUnit.MILLISECONDS);
  }

  /** The result of the future. */
  public static <T> T on(Future<T> future) {
    try {
      return future.await(SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("nothing within " + SECONDS + " s", e);
    }
  }
}
