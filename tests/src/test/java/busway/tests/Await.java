package busway.tests;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for something to become true, with a bound. */
final class Await {

  private Await() {}

  /** Looks ten times a second; fails with {@code what} at a look behind the bound. */
  static void until(Duration bound, String what, BooleanSupplier condition) {
    long deadlineNs = System.nanoTime() + bound.toNanos();
    boolean late = false;
    while (!condition.getAsBoolean()) {
      if (late) {
        throw new AssertionError("not within " + bound.toSeconds() + " s: " + what);
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      late = System.nanoTime() > deadlineNs;
    }
  }
}
