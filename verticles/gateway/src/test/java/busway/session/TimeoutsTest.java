package busway.session;

import static org.assertj.core.api.Assertions.assertThat;

import busway.testing.Wait;
import io.netty.channel.DefaultEventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TimeoutsTest {

  private final DefaultEventLoop loop = new DefaultEventLoop();
  private final Timeouts timeouts = new Timeouts(loop);
  private final List<Note> expired = new CopyOnWriteArrayList<>();

  /** Notes that it expired, and how long before its time. */
  private final class Note extends Timeouts.Deadline {

    private final long endNs;
    private volatile long earlyNs = Long.MIN_VALUE;

    Note(long endNs) {
      this.endNs = endNs;
    }

    @Override
    void expired() {
      earlyNs = endNs - System.nanoTime();
      expired.add(this);
    }
  }

  @AfterEach
  void stop() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  @Test
  void noneExpiresEarlyAndAllExpireOnce() {
    Random random = new Random(7);
    List<Note> set = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      set.add(onLoop(1 + random.nextInt(400)));
    }
    Wait.until("all expire", () -> expired.size() >= set.size());
    assertThat(expired).containsExactlyInAnyOrderElementsOf(set);
    assertThat(expired).allSatisfy(note -> assertThat(note.earlyNs).isNotPositive());
  }

  @Test
  void whatIsCancelledNeverExpires() {
    List<Note> cancelled = new ArrayList<>();
    List<Note> kept = new ArrayList<>();
    run( // in one go, so that none of them is over before it is cancelled
        () -> {
          for (int i = 0; i < 300; i++) {
            (i % 3 == 0 ? kept : cancelled).add(set(50 + i % 7));
          }
          cancelled.forEach(timeouts::cancel);
        });
    Note last = onLoop(120);
    Wait.until("the last expires", () -> expired.contains(last));
    kept.add(last);
    assertThat(expired).containsExactlyInAnyOrderElementsOf(kept);
  }

  @Test
  void oneThatExpiresMayCancelAnotherOfTheSameTurn() {
    List<Timeouts.Deadline> pair = new ArrayList<>();
    List<Timeouts.Deadline> heard = new CopyOnWriteArrayList<>();
    for (int i = 0; i < 2; i++) {
      pair.add(
          new Timeouts.Deadline() {
            @Override
            void expired() {
              heard.add(this);
              pair.forEach(timeouts::cancel);
            }
          });
    }
    run(() -> pair.forEach(one -> timeouts.set(one, System.nanoTime(), 5)));
    Note after = onLoop(60);
    Wait.until("a later one expires", () -> expired.contains(after));
    assertThat(heard).hasSize(1);
  }

  @Test
  void whatIsFurtherAwayThanTheWheelIsLongWaitsForItsRound() {
    run(() -> timeouts.set(new Note(Long.MAX_VALUE), System.nanoTime(), Integer.MAX_VALUE));
    Note near = onLoop(30);
    Wait.until("the near one expires", () -> expired.contains(near));
    assertThat(expired).containsExactly(near);
  }

  @Test
  void theWheelTurnsAgainAfterItStoodStill() {
    for (int i = 0; i < 3; i++) {
      Note note = onLoop(1);
      Wait.until("it expires", () -> expired.contains(note));
      run(() -> {});
    }
    assertThat(expired).hasSize(3).allSatisfy(note -> assertThat(note.earlyNs).isNotPositive());
  }

  private Note onLoop(long delayMs) {
    AtomicReference<Note> note = new AtomicReference<>();
    run(() -> note.set(set(delayMs)));
    return note.get();
  }

  private Note set(long delayMs) {
    long nowNs = System.nanoTime();
    Note note = new Note(nowNs + TimeUnit.MILLISECONDS.toNanos(delayMs));
    timeouts.set(note, nowNs, delayMs);
    return note;
  }

  private void run(Runnable action) {
    loop.submit(action).syncUninterruptibly();
  }
}
