package busway.bench.load;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** One run: connects, prepares, warms up, measures, waits for what is in flight. */
final class Run implements AutoCloseable {

  private static final TimeUnit MS = TimeUnit.MILLISECONDS;
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(5);

  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(
          1, Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
  private final EventLoop loop = group.next();
  private final Tally tally = new Tally();
  private final Outbox outbox = new Outbox();
  private final Target target;
  private final Phases phases;
  private final Progress progress;
  private final Load load;

  Run(Target target, Phases phases, Progress progress, Function<Scene, Load> kind) {
    this.target = target;
    this.phases = phases;
    this.progress = progress;
    this.load = kind.apply(new Scene(loop, outbox, tally, !target.webSocket()));
  }

  /** Makes the run, and returns what came of it. */
  Result make() throws Failure, InterruptedException {
    Result result = load();
    onLoop(tally::seal);
    return result;
  }

  private Result load() throws Failure, InterruptedException {
    Stopwatch connecting = new Stopwatch(0);
    List<Connection> connections = connect();
    Stopwatch.Reading connected = connecting.read(connections.size());
    onLoop(() -> load.connected(connections));
    if (!await(load::prepared)) {
      onLoop(() -> tally.error("not prepared", "no subscriber heard all within the timeout"));
      return new Result(tally, connected, new Stopwatch(0).read(0));
    }
    var keepAlive = loop.scheduleAtFixedRate(this::keepAlive, 0, KEEP_ALIVE.toMillis(), MS);
    onLoop(load::begin);
    watch("warm-up", phases.warmup());
    onLoop(() -> tally.measure(true));
    Stopwatch measuring = new Stopwatch(ask(tally::received));
    watch("measure", phases.duration());
    Stopwatch.Reading measured = measuring.read(ask(tally::received));
    onLoop(load::end);
    await(tally::settled);
    keepAlive.cancel(false);
    return new Result(tally, connected, measured);
  }

  private List<Connection> connect() throws Failure, InterruptedException {
    Connection.Shared shared = new Connection.Shared(outbox, new Incoming(), load);
    CompletableFuture<List<Connection>> opened =
        ask(() -> new Connector(target, loop, shared, load.connections()).open());
    try {
      return opened.get(phases.timeout().toMillis(), MS);
    } catch (ExecutionException e) {
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      throw new Failure("cannot connect to " + target + ": " + cause.getMessage());
    } catch (TimeoutException e) {
      throw new Failure(
          "cannot connect to " + target + " within " + phases.timeout().toMillis() + "ms");
    }
  }

  private void keepAlive() {
    load.keepAlive();
    outbox.flush();
  }

  /** Shows a line each second until the time is over. */
  private void watch(String phase, Duration length) throws InterruptedException {
    long endNs = System.nanoTime() + length.toNanos();
    long leftNs = length.toNanos();
    while (leftNs > 0) {
      TimeUnit.NANOSECONDS.sleep(Math.min(leftNs, TimeUnit.SECONDS.toNanos(1)));
      onLoop(() -> progress.show(phase, tally));
      leftNs = endNs - System.nanoTime();
    }
  }

  /** Whether the condition came true before the timeout. */
  private boolean await(Callable<Boolean> condition) throws InterruptedException {
    long endNs = System.nanoTime() + phases.timeout().toNanos();
    while (!ask(condition)) {
      if (System.nanoTime() - endNs > 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
    }
    return true;
  }

  private void onLoop(Runnable task) throws InterruptedException {
    ask(
        () -> {
          task.run();
          return true;
        });
  }

  private <T> T ask(Callable<T> question) throws InterruptedException {
    try {
      return loop.submit(
              () -> {
                T answer = question.call();
                outbox.flush();
                return answer;
              })
          .get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
