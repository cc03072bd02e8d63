package busway.session;

import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The deadlines of one event loop, in a hashed timing wheel: setting and cancelling one costs the
 * same however many there are. One expires up to {@value #TICK_MS} ms late, never early.
 */
final class Timeouts {

  private static final int TICK_MS = 10;
  private static final long TICK_NS = TimeUnit.MILLISECONDS.toNanos(TICK_MS);

  /** A power of two. Whatever is further away stays in its slot for another round. */
  private static final int SLOTS = 1_024;

  private static final long CANCELLED = -1;

  private final EventLoop loop;
  private final Runnable turn = this::turn;
  private final @Nullable Deadline[] slots = new Deadline[SLOTS];
  private final long startNs = System.nanoTime();
  private long done;
  private int size;
  private boolean turning;

  /** What happens when a deadline passes. In one wheel at a time. */
  abstract static class Deadline {

    private @Nullable Deadline previous;
    private @Nullable Deadline next;
    private long tick;
    private boolean set;

    /** Called once the deadline has passed, unless it was cancelled. */
    abstract void expired();
  }

  Timeouts(EventLoop loop) {
    this.loop = loop;
  }

  /** Sets a deadline this far from {@code nowNs}. */
  void set(Deadline deadline, long nowNs, long delayMs) {
    if (!turning) {
      turning = true;
      done = tick();
      loop.schedule(turn, TICK_MS, TimeUnit.MILLISECONDS);
    }
    long endNs = nowNs - startNs + TimeUnit.MILLISECONDS.toNanos(delayMs);
    deadline.tick = Math.max(done, endNs / TICK_NS) + 1;
    link(deadline);
  }

  /** Cancels a deadline, if it is set. */
  void cancel(Deadline deadline) {
    if (deadline.set) {
      unlink(deadline);
    }
    deadline.tick = CANCELLED;
  }

  private void turn() {
    long now = tick();
    Deadline passed = null;
    for (long t = Math.max(done + 1, now - SLOTS + 1); t <= now; t++) {
      passed = take(slot(t), now, passed);
    }
    done = now;
    while (passed != null) {
      Deadline next = passed.next;
      passed.next = null;
      if (passed.tick != CANCELLED) {
        passed.expired();
      }
      passed = next;
    }
    turning = size > 0;
    if (turning) {
      loop.schedule(turn, TICK_MS, TimeUnit.MILLISECONDS);
    }
  }

  /** Takes what has passed out of a slot and puts it before {@code list}. */
  private @Nullable Deadline take(int slot, long now, @Nullable Deadline list) {
    Deadline passed = list;
    Deadline deadline = slots[slot];
    while (deadline != null) {
      Deadline next = deadline.next;
      if (deadline.tick <= now) {
        unlink(deadline);
        deadline.next = passed;
        passed = deadline;
      }
      deadline = next;
    }
    return passed;
  }

  private void link(Deadline deadline) {
    int slot = slot(deadline.tick);
    Deadline first = slots[slot];
    deadline.next = first;
    if (first != null) {
      first.previous = deadline;
    }
    slots[slot] = deadline;
    deadline.set = true;
    size++;
  }

  private void unlink(Deadline deadline) {
    if (deadline.previous == null) {
      slots[slot(deadline.tick)] = deadline.next;
    } else {
      deadline.previous.next = deadline.next;
    }
    if (deadline.next != null) {
      deadline.next.previous = deadline.previous;
    }
    deadline.previous = null;
    deadline.next = null;
    deadline.set = false;
    size--;
  }

  private long tick() {
    return (System.nanoTime() - startNs) / TICK_NS;
  }

  private static int slot(long tick) {
    return (int) tick & SLOTS - 1;
  }
}
