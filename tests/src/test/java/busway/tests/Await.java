package busway.tests;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for something to become true, with a bound. */
final class Await {

  private Await() {}

  /** Looks ten times a second; fails with {@code what} once the bound is over. */
  static void until(Duration bound, String what, BooleanSupplier condition) {
    long deadlineNs = System.nanoTime() + bound.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadlineNs) {
        throw new AssertionError("not within " + bound.toSeconds() + " s: " + what);
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }
}
