package busway.bench.load;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;

/** One run: connects, prepares, warms up, measures, waits for what is in flight. */
final class Run implements AutoCloseable {

  private static final TimeUnit NS = TimeUnit.NANOSECONDS;
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(5);

  private final EventLoopGroup group;
  private final List<Lane> lanes = new ArrayList<>();
  private final Target target;
  private final Phases phases;
  private final Progress progress;
  private long aliveNs = System.nanoTime() - KEEP_ALIVE.toNanos();

  /** A run with so many threads, each of which has its part of the load. */
  Run(Target target, Phases phases, Progress progress, int threads, Function<Scene, Load> kind) {
    this.target = target;
    this.phases = phases;
    this.progress = progress;
    this.group =
        new MultiThreadIoEventLoopGroup(
            threads, Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    for (int i = 0; i < threads; i++) {
      lanes.add(new Lane(target, group.next(), new Share(i, threads), kind));
    }
  }

  /** Makes the run, and returns what came of it. */
  Result make() throws Failure, InterruptedException {
    Stopwatch connecting = new Stopwatch(0);
    Stopwatch.Reading connected = connecting.read(connect());
    if (!await(this::prepared)) {
      Tally unprepared = total();
      unprepared.error("not prepared", "not every subscriber was reached within the timeout");
      return new Result(unprepared, connected, new Stopwatch(0).read(0));
    }
    onLanes(lane -> lane.load().begin());
    watch("warm-up", phases.warmup());
    onLanes(lane -> lane.tally().measure(true));
    Stopwatch measuring = new Stopwatch(total().received());
    watch("measure", phases.duration());
    Stopwatch.Reading measured = measuring.read(total().received());
    onLanes(lane -> lane.load().end());
    await(() -> total().settled());
    return new Result(total(), connected, measured);
  }

  /** How many connections are open. */
  private int connect() throws Failure, InterruptedException {
    List<CompletableFuture<Integer>> opened = new ArrayList<>();
    for (Lane lane : lanes) {
      opened.add(lane.connect());
    }
    try {
      CompletableFuture.allOf(opened.toArray(CompletableFuture[]::new))
          .get(phases.timeout().toMillis(), TimeUnit.MILLISECONDS);
      return opened.stream().mapToInt(CompletableFuture::join).sum();
    } catch (ExecutionException e) {
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      throw new Failure("cannot connect to " + target + ": " + cause.getMessage());
    } catch (TimeoutException e) {
      throw new Failure(
          "cannot connect to " + target + " within " + phases.timeout().toMillis() + "ms");
    }
  }

  /** Asks each, since a load may try something each time. */
  private boolean prepared() throws InterruptedException {
    boolean all = true;
    for (Lane lane : lanes) {
      all &= lane.ask(() -> lane.load().prepared());
    }
    return all;
  }

  /** Shows a line each second until the time is over or the gateway is gone. */
  private void watch(String phase, Duration length) throws InterruptedException {
    long endNs = System.nanoTime() + length.toNanos();
    long leftNs = length.toNanos();
    while (leftNs > 0 && alive()) {
      keepAlive();
      NS.sleep(Math.min(leftNs, TimeUnit.SECONDS.toNanos(1)));
      progress.show(phase, total());
      leftNs = endNs - System.nanoTime();
    }
  }

  /** Whether the condition came true before the timeout, and before the gateway was gone. */
  private boolean await(Condition condition) throws InterruptedException {
    long endNs = System.nanoTime() + phases.timeout().toNanos();
    while (!condition.met()) {
      if (System.nanoTime() - endNs > 0 || !alive()) {
        return false;
      }
      keepAlive();
      NS.sleep(LOOK.toNanos());
    }
    return true;
  }

  private void keepAlive() throws InterruptedException {
    if (System.nanoTime() - aliveNs > KEEP_ALIVE.toNanos()) {
      aliveNs = System.nanoTime();
      onLanes(Lane::keepAlive);
    }
  }

  private boolean alive() throws InterruptedException {
    for (Lane lane : lanes) {
      if (lane.ask(lane::alive)) {
        return true;
      }
    }
    return false;
  }

  /** What all threads have counted until now. */
  private Tally total() throws InterruptedException {
    Tally total = new Tally();
    onLanes(lane -> total.add(lane.tally()));
    return total;
  }

  /** On the event loop of each, one after the other. */
  private void onLanes(Consumer<Lane> task) throws InterruptedException {
    for (Lane lane : lanes) {
      lane.ask(
          () -> {
            task.accept(lane);
            return lane;
          });
    }
  }

  private interface Condition {

    boolean met() throws InterruptedException;
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
