package busway.stalls;

import busway.loops.LongTurn;
import busway.loops.LongTurns;
import busway.loops.LoopActivity;
import busway.loops.ThreadTimes;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The watch over one event loop: takes stacks of a turn that becomes long, and tells of it when it
 * is over. Used by the watchdog's thread, but for {@link #ongoing}.
 */
final class LoopWatch {

  private static final long NONE = 0;
  private static final StallSamples NOTHING = new StallSamples();

  private final LoopActivity activity;
  private final ThreadTimes thread;
  private final Supplier<LoopStack> stack;
  private final LongFunction<Instant> clock;
  private final long thresholdNs;
  private final Consumer<Stall> stalls;

  private final StallSamples samples = new StallSamples();
  private final ThreadMarks marks = new ThreadMarks();
  private final TurnTimes times = new TurnTimes();
  private long sinceNs = NONE;
  private long endedSinceNs = NONE;
  private long sampledAgeNs;
  private long nextAgeNs;
  private long stoodNs;
  private long iterations = -1;
  private volatile @Nullable Stall ongoing;

  /**
   * Begins to watch.
   *
   * @param thread of the loop
   * @param stack of the loop now
   * @param clock when a value of {@link System#nanoTime} was
   * @param stalls told of each, once, when it is over
   */
  LoopWatch(
      LoopActivity activity,
      ThreadTimes thread,
      Supplier<LoopStack> stack,
      LongFunction<Instant> clock,
      long thresholdNs,
      Consumer<Stall> stalls) {
    this.activity = activity;
    this.thread = thread;
    this.stack = stack;
    this.clock = clock;
    this.thresholdNs = thresholdNs;
    this.stalls = stalls;
  }

  /** The age of a turn from which on its stack is taken: soon enough for the shortest stall. */
  static long firstAgeNs(long thresholdNs) {
    return thresholdNs / 4 * 3;
  }

  /**
   * Looks.
   *
   * @return when to look again at the latest
   */
  long look(Look look) {
    long nowSinceNs = activity.busySinceNs();
    stoodNs = 0;
    LongTurns turns = activity.longTurns();
    for (LongTurn turn = turns.poll(look.nowNs()); turn != null; turn = turns.poll(look.nowNs())) {
      ended(turn, look);
    }
    // What held it up since this look began, only the next look knows.
    LongTurn later = turns.next();
    nowSinceNs = later == null ? nowSinceNs : later.sinceNs();
    if (nowSinceNs == NONE || nowSinceNs == endedSinceNs) {
      forget();
    } else if (nowSinceNs != sinceNs) {
      begin(nowSinceNs);
    }
    long nowIterations = activity.iterations();
    if (sinceNs != NONE || nowIterations != iterations) {
      iterations = nowIterations;
      count(look);
    }
    if (sinceNs != NONE) {
      sample(look);
    }
    standstill(look);
    long usualNs = look.nowNs() + firstAgeNs(thresholdNs);
    return sinceNs == NONE ? usualNs : Math.min(usualNs, sinceNs + nextAgeNs(look));
  }

  /** The age at which the next stack is due: early where a later one may not be had. */
  private long nextAgeNs(Look look) {
    if (nextAgeNs > 0) {
      return nextAgeNs;
    }
    return look.pressed() ? thresholdNs / 4 : firstAgeNs(thresholdNs);
  }

  private void ended(LongTurn turn, Look look) {
    if (turn.sinceNs() != sinceNs) {
      begin(turn.sinceNs());
    }
    times.used(turn.untilNs(), turn.cpuNs(), turn.queuedNs());
    times.add(look, turn.untilNs());
    marks.add(turn.untilNs(), turn.cpuNs(), turn.queuedNs());
    stoodNs += look.stoodNs(turn.sinceNs(), turn.untilNs());
    endedSinceNs = turn.sinceNs();
    samples.lasted(turn.durationNs() - sampledAgeNs);
    Stall stall = stall(turn.sinceNs(), times.until(turn.untilNs()), false);
    forget();
    stalls.accept(stall);
  }

  private void begin(long turnSinceNs) {
    forget();
    sinceNs = turnSinceNs;
    times.begin(turnSinceNs, marks);
  }

  private void forget() {
    sinceNs = NONE;
    sampledAgeNs = 0;
    nextAgeNs = 0;
    samples.clear();
    ongoing = null;
  }

  private void count(Look look) {
    long cpuNs = thread.cpuNs();
    long queuedNs = thread.queuedNs();
    long nowNs = thread.nowNs();
    marks.add(nowNs, cpuNs, queuedNs);
    if (sinceNs != NONE) {
      times.add(look, look.nowNs());
      stoodNs += look.stoodNs(sinceNs, look.nowNs());
      if (activity.busySinceNs() == sinceNs) {
        times.used(nowNs, cpuNs, queuedNs);
      }
    }
  }

  /** Takes the stack if it is time, which is less often the older the turn is. */
  private void sample(Look look) {
    long ageNs = look.nowNs() - sinceNs;
    if (ageNs >= nextAgeNs(look)) {
      LoopStack seen = stack.get();
      String verticle = activity.handler().verticle();
      String address = activity.handler().address();
      if (activity.busySinceNs() == sinceNs) {
        samples.add(
            seen, verticle == null ? seen.verticle() : verticle, address, ageNs - sampledAgeNs);
      }
      sampledAgeNs = ageNs;
      nextAgeNs = ageNs + Math.max(ageNs, thresholdNs) / 4;
    }
    if (ageNs >= thresholdNs) {
      ongoing = stall(sinceNs, times.until(look.nowNs()), true);
    }
  }

  private Stall stall(long beganNs, StallTimes of, boolean lasts) {
    return Stall.of(activity.name(), clock.apply(beganNs), lasts, of, thresholdNs, samples);
  }

  /** Tells of a standstill of the process that no turn has to answer for. */
  private void standstill(Look look) {
    long standstillNs = look.standstillNs();
    if (standstillNs > 0 && 2 * stoodNs < standstillNs) {
      Instant began = clock.apply(look.standstillSinceNs());
      stalls.accept(
          Stall.of(activity.name(), began, false, look.standstill(), thresholdNs, NOTHING));
    }
  }

  /** The stall that lasts, if one does, with its times until now. From any thread. */
  @Nullable Stall ongoing() {
    return ongoing;
  }
}
