package busway.stalls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import busway.loops.DrivenLoop;
import busway.loops.ThreadTimes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoopWatchTest {

  private static final long MS = 1_000_000;
  private static final long THRESHOLD_NS = 10 * MS;

  private long nowNs = 1_000 * MS;
  private long cpuNs = 7 * MS;
  private long queuedNs = 3 * MS;
  private String runs = "org.shop.Orders.save";
  private boolean computing;

  /** What happens while the watchdog asks for the counts of the thread. */
  private Runnable heldUp = () -> {};

  private int stacks;

  private final DrivenLoop loop = new DrivenLoop(() -> nowNs);
  private final Look look = new Look(THRESHOLD_NS, nowNs);
  private final List<Stall> stalls = new ArrayList<>();
  private final LoopWatch watch =
      new LoopWatch(
          loop.activity(),
          times(),
          this::stack,
          ns -> Instant.ofEpochSecond(0, ns),
          THRESHOLD_NS,
          stalls::add);
  private long dueNs;

  LoopWatchTest() {
    loop.activity().longTurns().keep(THRESHOLD_NS, times());
    dueNs = watch.look(look);
  }

  private ThreadTimes times() {
    return new ThreadTimes() {
      @Override
      public long cpuNs() {
        heldUp.run();
        return cpuNs;
      }

      @Override
      public long queuedNs() {
        return queuedNs;
      }

      @Override
      public long nowNs() {
        return nowNs;
      }
    };
  }

  private LoopStack stack() {
    stacks++;
    int dot = runs.lastIndexOf('.');
    return new LoopStack(
        List.of(
            new StackTraceElement("java.lang.Thread", "sleep0", null, computing ? 3 : -2),
            new StackTraceElement(
                runs.substring(0, dot), runs.substring(dot + 1), "Orders.java", 7)),
        Thread.State.RUNNABLE,
        "orders",
        null);
  }

  /** Lets time pass, with looks when they are due. */
  private void pass(double ms, boolean computes) {
    long endNs = nowNs + Math.round(ms * MS);
    while (nowNs < endNs) {
      long stepNs = Math.min(endNs, dueNs) - nowNs;
      nowNs += stepNs;
      cpuNs += computes ? stepNs : 0;
      if (nowNs >= dueNs) {
        look(0, 0, 0);
      }
    }
  }

  private void look(long gcMs, long pauses, long stoppedMs) {
    look.next(nowNs, gcMs * MS, pauses, nowNs, stoppedMs * MS);
    dueNs = watch.look(look);
    assertThat(dueNs).isGreaterThan(nowNs).isLessThanOrEqualTo(nowNs + 7_500_000);
  }

  private void turn(double ms, boolean computes) {
    loop.wakes(nowNs);
    pass(ms, computes);
    loop.polls(nowNs);
  }

  private Stall only() {
    assertThat(stalls).hasSize(1);
    return stalls.getFirst();
  }

  @Test
  void isSilentAboutShortTurnsAndTakesNoStack() {
    for (int i = 0; i < 1_000; i++) {
      turn(7.4, true);
      pass(0.1, false);
    }

    assertThat(stalls).isEmpty();
    assertThat(stacks).isZero();
  }

  @Test
  void findsEveryStallHoweverTheLooksFallAndNothingElse() {
    for (int i = 0; i < 500; i++) {
      pass(0.37 * (i % 60), false);
      turn(10 + 0.013 * i, false);
      turn(9.9, false);
      pass(0.21, false);
    }
    pass(20, false);

    assertThat(stalls).hasSize(500);
    assertThat(stalls).allSatisfy(s -> assertThat(s.culprit()).isEqualTo("Orders.save"));
    assertThat(stalls).extracting(s -> s.times().totalNs()).isSorted();
  }

  @Test
  void tellsOfAStallWhenItIsOverWithItsWholeLengthAndOnce() {
    pass(3, false);
    Instant began = Instant.ofEpochSecond(0, nowNs);
    turn(52.5, false);
    assertThat(stalls).isEmpty();
    pass(100, false);

    assertThat(only().times().totalNs()).isEqualTo(52_500_000);
    assertThat(only().began()).isEqualTo(began);
    assertThat(only().ongoing()).isFalse();
    assertThat(only().cause()).isEqualTo(StallCause.BLOCKED);
    assertThat(only().stack()).hasSize(2);
  }

  @Test
  void showsAStallWhileItLasts() {
    loop.wakes(nowNs);
    pass(9.9, false);
    assertThat(watch.ongoing()).isNull();
    pass(490.1, false);

    Stall ongoing = watch.ongoing();
    assertThat(ongoing).isNotNull();
    assertThat(ongoing.ongoing()).isTrue();
    assertThat(ongoing.culprit()).isEqualTo("Orders.save");
    assertThat(ongoing.times().totalNs()).isBetween(490 * MS, 500 * MS);
    assertThat(stalls).isEmpty();

    loop.polls(nowNs);
    pass(10, false);
    assertThat(watch.ongoing()).isNull();
    assertThat(stalls).hasSize(1);
  }

  @Test
  void tellsComputingFromWaiting() {
    turn(30, true);
    pass(10, false);
    turn(30, false);
    pass(10, false);

    assertThat(stalls).extracting(Stall::cause).containsExactly(StallCause.CPU, StallCause.BLOCKED);
    assertThat(stalls.getFirst().times().cpuNs()).isEqualTo(30 * MS);
    assertThat(stalls.getLast().times().cpuNs()).isLessThan(MS);
  }

  @Test
  void tellsComputingFromWaitingAmongOtherWork() {
    for (int i = 0; i < 50; i++) {
      turn(0.3 + 0.11 * i, true);
      turn(12, false);
      turn(0.3 + 0.11 * i, true);
    }
    pass(10, false);

    assertThat(stalls).hasSize(50);
    assertThat(stalls).allSatisfy(s -> assertThat(s.cause()).isEqualTo(StallCause.BLOCKED));
  }

  @Test
  void namesWhoWasSeenForTheLongest() {
    loop.wakes(nowNs);
    runs = "org.shop.First.short";
    pass(60, true);
    runs = "org.shop.Second.long";
    pass(200, true);
    runs = "org.shop.Third.short";
    pass(60, true);
    loop.polls(nowNs);
    pass(10, false);

    assertThat(only().culprit()).isEqualTo("Second.long");
    assertThat(only().stack().getLast().getMethodName()).isEqualTo("long");
  }

  @Test
  void takesFewStacksOfALongStall() {
    turn(60_000, false);

    assertThat(stacks).isBetween(20, 60);
  }

  @Test
  void blamesTheCollectorForItsPauses() {
    loop.wakes(nowNs);
    pass(2, true);
    nowNs += 80 * MS;
    look(80, 1, 0);
    loop.polls(nowNs);
    pass(10, false);

    assertThat(only().cause()).isEqualTo(StallCause.GC);
    assertThat(only().culprit()).isEqualTo("none");
    assertThat(only().times().gcNs()).isEqualTo(80 * MS);
  }

  @Test
  void blamesTheHostForAStoppedProcessAndNotTheInnocentHandler() {
    loop.wakes(nowNs);
    pass(8, true);
    nowNs += 300 * MS;
    look(0, 0, 299);
    loop.polls(nowNs);
    pass(10, false);

    assertThat(only().cause()).isEqualTo(StallCause.HOST);
    assertThat(only().culprit()).isEqualTo("none");
    assertThat(only().verticle()).isNull();
    assertThat(only().address()).isNull();
  }

  @Test
  void blamesTheHostForAThreadThatWaitsForACpu() {
    loop.wakes(nowNs);
    pass(1, true);
    nowNs += 19 * MS;
    queuedNs += 18 * MS;
    loop.polls(nowNs);
    look(0, 0, 0);

    assertThat(only().cause()).isEqualTo(StallCause.HOST);
    assertThat(only().times().queuedNs()).isEqualTo(18 * MS);
  }

  @Test
  void tellsOfAStandstillWhileTheLoopPolled() {
    pass(30, false);
    nowNs += 300 * MS;
    look(0, 0, 290);
    pass(30, false);
    assertThat(only().cause()).isEqualTo(StallCause.HOST);
    assertThat(only().times().totalNs()).isEqualTo(290 * MS);

    nowNs += 40 * MS;
    look(40, 1, 0);
    pass(30, false);
    assertThat(stalls).hasSize(2);
    assertThat(stalls.getLast().cause()).isEqualTo(StallCause.GC);
    assertThat(stalls.getLast().culprit()).isEqualTo("none");
  }

  @Test
  void tellsOfAPauseBesideTurnsThatAreNotLong() {
    turn(9, true);
    nowNs += 14 * MS;
    long pauseEndNs = nowNs;
    loop.wakes(nowNs);
    nowNs += 8 * MS;
    look.next(nowNs, 14 * MS, 1, pauseEndNs, 0);
    dueNs = watch.look(look);
    loop.polls(nowNs);
    pass(10, false);

    assertThat(only().cause()).isEqualTo(StallCause.GC);
    assertThat(only().times().totalNs()).isEqualTo(14 * MS);
  }

  @Test
  void tellsNothingOfShortPausesOrASleepyWatchdogWhileTheLoopPolled() {
    nowNs += 18 * MS;
    look(14, 2, 0);
    nowNs += 60 * MS;
    look(0, 0, 49);
    pass(30, false);

    assertThat(stalls).isEmpty();
  }

  @Test
  void findsStallsThatTheWatchdogSleptThrough() {
    for (int i = 0; i < 3; i++) {
      loop.wakes(nowNs);
      nowNs += 40 * MS;
      loop.polls(nowNs);
      nowNs += MS;
    }
    look(0, 0, 0);

    assertThat(stalls).hasSize(3);
    assertThat(stalls).allSatisfy(s -> assertThat(s.times().totalNs()).isEqualTo(40 * MS));
    assertThat(stalls).extracting(Stall::culprit).containsOnly("unknown");
  }

  @Test
  void judgesATurnThatEndedBehindALookByWhatTheNextOneKnows() {
    loop.wakes(nowNs);
    pass(8, false);
    look.next(nowNs, 0, 0, 0, 0);
    nowNs += 150 * MS;
    loop.polls(nowNs);
    dueNs = watch.look(look);
    assertThat(stalls).isEmpty();
    look(0, 0, 150);

    assertThat(only().cause()).isEqualTo(StallCause.HOST);
    assertThat(only().times().stoppedNs()).isEqualTo(150 * MS);
  }

  @Test
  void keepsTheStacksOfATurnThatEndedBehindALookWhenAnotherHasBegun() {
    loop.wakes(nowNs);
    pass(40, false);
    look.next(nowNs, 0, 0, 0, 0);
    loop.polls(++nowNs);
    loop.wakes(++nowNs);
    dueNs = watch.look(look);
    pass(1, false);
    loop.polls(nowNs);
    pass(10, false);

    assertThat(only().culprit()).isEqualTo("Orders.save");
    assertThat(only().times().totalNs()).isEqualTo(40 * MS + 1);
  }

  @Test
  void takesAStackEarlyWhereItWasNotLetRunOfLate() {
    look.next(nowNs, 0, 0, 0, 0);
    look.held(0, 3 * MS);
    dueNs = watch.look(look);
    loop.wakes(nowNs);
    pass(7.5, false);
    assertThat(stacks).isPositive();
    nowNs += 200 * MS;
    loop.polls(nowNs);
    look(0, 0, 0);
    assertThat(only().culprit()).isEqualTo("Orders.save");

    pass(2_000, false);
    stacks = 0;
    turn(7, false);
    pass(10, false);
    assertThat(stacks).isZero();
  }

  @Test
  void namesTheJvmWhereItStoppedTheProgramForNoCollection() {
    computing = true;
    loop.wakes(nowNs);
    pass(8, true);
    nowNs += 30 * MS;
    loop.polls(nowNs);
    look.next(nowNs, 0, 0, 0, 0);
    look.held(29 * MS, 0);
    dueNs = watch.look(look);

    assertThat(only().cause()).isEqualTo(StallCause.BLOCKED);
    assertThat(only().culprit()).isEqualTo("(jvm)");
    assertThat(only().times().jvmNs()).isEqualTo(29 * MS);
    assertThat(only().times().blockedNs()).isEqualTo(MS);
  }

  @Test
  void namesWhoAskedToWaitWhereTheJvmMayHaveStoppedTheProgramMeanwhile() {
    loop.wakes(nowNs);
    pass(40, false);
    loop.polls(nowNs);
    look.next(nowNs, 0, 0, 0, 0);
    look.held(78 * MS, 0);
    dueNs = watch.look(look);
    pass(10, false);

    assertThat(only().culprit()).isEqualTo("Orders.save");
  }

  @Test
  void leavesOutAStackThatWasTakenTooLate() {
    loop.wakes(nowNs);
    nowNs += 9 * MS;
    LoopWatch late =
        new LoopWatch(
            loop.activity(),
            times(),
            () -> {
              nowNs += 2 * MS;
              loop.polls(nowNs);
              loop.wakes(nowNs);
              return stack();
            },
            ns -> Instant.EPOCH,
            THRESHOLD_NS,
            stalls::add);
    look.next(nowNs, 0, 0, 0, 0);
    late.look(look);
    look.next(nowNs, 0, 0, 0, 0);
    late.look(look);

    assertThat(only().culprit()).isEqualTo("unknown");
    assertThat(only().stack()).isEmpty();
  }

  @Test
  void namesNobodyWhereOnlyTheJvmCanHaveWaited() {
    computing = true;
    turn(30, false);
    pass(10, false);

    assertThat(only().cause()).isEqualTo(StallCause.BLOCKED);
    assertThat(only().culprit()).isEqualTo("(jvm)");
    assertThat(only().verticle()).isNull();
    assertThat(only().stack()).hasSize(2);
  }

  @Test
  void namesTheVerticleWhoseContextItIsWhereNoMessageIsHandled() {
    turn(30, false);
    pass(10, false);

    assertThat(only().verticle()).isEqualTo("orders");
    assertThat(only().address()).isNull();
  }

  @Test
  void keepsTheTimesOfATurnThatBeginsBehindTheWatchdogsBack() {
    nowNs += 2 * MS;
    look.next(nowNs, 0, 0, 0, 0);
    heldUp =
        () -> {
          heldUp = () -> {};
          loop.polls(nowNs);
          loop.wakes(nowNs);
          nowNs += 100 * MS;
          queuedNs += 95 * MS;
          cpuNs += 5 * MS;
        };
    loop.wakes(nowNs);
    dueNs = watch.look(look);
    loop.polls(nowNs);
    pass(10, false);

    assertThat(only().cause()).isEqualTo(StallCause.HOST);
    assertThat(only().times().cpuNs()).isEqualTo(5 * MS);
    assertThat(only().times().queuedNs()).isEqualTo(95 * MS);
  }

  @Test
  void doesNotBlameThePauseBeforeATurn() {
    nowNs += 200 * MS;
    loop.wakes(nowNs);
    nowNs += 20 * MS;
    loop.polls(nowNs);
    look.next(nowNs, 190 * MS, 1, nowNs - 21 * MS, 0);
    dueNs = watch.look(look);

    assertThat(stalls)
        .extracting(Stall::cause, Stall::began)
        .contains(
            tuple(StallCause.BLOCKED, Instant.ofEpochSecond(0, nowNs - 20 * MS)),
            tuple(StallCause.GC, Instant.ofEpochSecond(0, nowNs - 211 * MS)));
  }
}
