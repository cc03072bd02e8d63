package busway.process;

import busway.config.Secret;
import busway.metrics.ProcessMetrics;
import busway.session.CloseReason;
import busway.session.Tap;
import busway.tcp.SocketOwner;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one instance running: starts its process, tells when it serves, starts it again when it has
 * ended, and stops it. Belongs to one event loop.
 */
final class Supervisor implements SocketOwner {

  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

  /** How long a process that is stopped may end by itself, once its connections have ended. */
  private static final long FAREWELL_MS = 1_000;

  private final Ground ground;
  private final Plan plan;
  private final ContextInternal loop;
  private final Usage usage;
  private final Output output;
  private final ProcessMetrics.Counts counts;
  private final Tap tap = new Tap(false, this::changed);
  private final Door door;
  private final Restarts restarts;
  private final Promise<Void> started = Promise.promise();
  private final Promise<Void> died = Promise.promise();
  private final Promise<Void> ended = Promise.promise();
  private Secret credential = Secret.random();
  private @Nullable Child child;
  private @Nullable String killedFor;
  private long upNs;
  private volatile boolean up;
  private boolean served;
  private boolean stopping;

  Supervisor(Ground ground, Plan plan, ContextInternal loop) {
    this.ground = ground;
    this.plan = plan;
    this.loop = loop;
    this.usage = ground.usages().begin(plan.deployment(), plan.instance());
    this.counts = ground.usages().counts(plan.deployment());
    this.output =
        new Output(
            plan.deployment(),
            plan.instance(),
            ground.log(),
            ground.config().maxLinesPerSecond(),
            counts.droppedLines);
    this.door = ground.door(loop, this);
    this.restarts =
        new Restarts(ground.config().restart(), () -> ThreadLocalRandom.current().nextDouble());
  }

  /** Starts it; completes once it serves. */
  Future<Void> start() {
    door.open().onSuccess(open -> launch()).onFailure(e -> end("no socket: " + e.getMessage()));
    return started.future();
  }

  /** Fails with the reason once it has ended for good. From any thread. */
  Future<Void> died() {
    return died.future();
  }

  /** Whether it serves now. From any thread. */
  boolean up() {
    return up;
  }

  /** CPU time of all its runs. From any thread. */
  double cpuSeconds() {
    return usage.cpuSeconds();
  }

  @Override
  public Tap tap() {
    return tap;
  }

  @Override
  public boolean knows(String token) {
    return credential.is(token);
  }

  @Override
  public Duration loginTimeout() {
    return ground.config().loginTimeout();
  }

  /**
   * Stops it: ends its connections, so that it reads what it was sent and goes; whoever stays is
   * asked to by a signal, and then killed, with all that it has started.
   */
  Future<Void> stop() {
    stopping = true;
    tap.shut();
    Child running = child;
    if (running == null) {
      finish();
    } else {
      tap.close(CloseReason.SHUTDOWN);
      after(FAREWELL_MS, running, () -> terminate(running));
    }
    return ended.future();
  }

  private void terminate(Child running) {
    blocking(running::terminate);
    after(
        Math.max(1, ground.config().stopGrace().toMillis()),
        running,
        () -> kill(running, "it did not stop"));
  }

  private void kill(Child running, String why) {
    killedFor = why;
    blocking(running::kill);
  }

  /** Runs {@code action} after a while if the same process still runs. */
  private void after(long ms, Child running, Runnable action) {
    loop.setTimer(
        ms,
        id -> {
          if (child == running) {
            action.run();
          }
        });
  }

  private Future<Void> blocking(Runnable work) {
    return loop.<Void>executeBlocking(
        () -> {
          work.run();
          return null;
        },
        false);
  }

  private void launch() {
    if (stopping) {
      finish();
      return;
    }
    credential = Secret.random();
    killedFor = null;
    output.begin();
    String token = "BUSWAY_TOKEN=" + credential.text();
    Map<String, String> environment = environment();
    int maxLineBytes = ground.config().maxLineBytes();
    loop.executeBlocking(
            () ->
                Child.start(
                    plan.command(), environment, token, ground.guard(), output, maxLineBytes),
            false)
        .onSuccess(this::launched)
        .onFailure(e -> failed("cannot be run: " + e.getMessage()));
  }

  private Map<String, String> environment() {
    Map<String, String> all =
        new HashMap<>(Environment.of(System.getenv(), ground.config().pass()));
    all.putAll(Environment.clients(System.getProperty("busway.home"), all));
    all.putAll(door.variables());
    String[] mark = ground.mark().split("=", 2);
    all.put(mark[0], mark[1]);
    all.put("BUSWAY_TOKEN", credential.text());
    all.put("BUSWAY_NAME", plan.deployment());
    all.put("BUSWAY_INSTANCE", Integer.toString(plan.instance()));
    all.put("BUSWAY_CONFIG", plan.config().encode());
    return all;
  }

  private void launched(Child running) {
    child = running;
    usage.started(running.pid());
    running.onExit(status -> loop.runOnContext(v -> exited(running, status)));
    if (stopping) {
      kill(running, "it was stopped while it started");
      return;
    }
    long timeoutMs = plan.startTimeout().toMillis();
    after(
        timeoutMs,
        running,
        () -> {
          if (!up) {
            kill(running, missing() + " within " + timeoutMs + " ms (startup.timeout)");
          }
        });
  }

  private String missing() {
    return plan.addresses().isEmpty()
        ? "it registered no address"
        : "it did not register all of " + plan.addresses() + ", only " + tap.addresses();
  }

  /** A connection has come or gone, or an address was registered. */
  private void changed() {
    Child running = child;
    if (running == null || stopping) {
      return;
    }
    if (!up && plan.startedBy(tap.addresses())) {
      up = true;
      served = true;
      upNs = System.nanoTime();
      started.tryComplete();
    } else if (up && tap.connections() == 0) {
      after(
          Math.max(1, ground.config().stopGrace().toMillis()),
          running,
          () -> {
            if (tap.connections() == 0) {
              kill(running, "it has no connection any more");
            }
          });
    }
  }

  /** What it has not answered fails at once; what it has left behind is killed. */
  private void exited(Child gone, int status) {
    child = null;
    long ranNs = up ? System.nanoTime() - upNs : 0;
    up = false;
    tap.close(CloseReason.CLIENT);
    usage.ended();
    Exit exit = killedFor == null ? Exit.of(status) : Exit.killed(killedFor);
    counts.ended(exit.cause());
    blocking(gone::bury).onComplete(buried -> next(exit, ranNs));
  }

  private void next(Exit exit, long ranNs) {
    String errors = output.lastErrors();
    String text = exit.text() + (errors.isEmpty() ? "" : ": " + errors);
    if (stopping) {
      finish();
    } else if (served) {
      again(text, ranNs);
    } else {
      failed(text);
    }
  }

  /** It has never served: the start has failed. */
  private void failed(String reason) {
    if (served && !stopping) {
      again(reason, 0);
    } else {
      end(reason);
    }
  }

  private void again(String reason, long ranNs) {
    OptionalLong delayMs = restarts.next(System.nanoTime(), ranNs);
    if (delayMs.isEmpty()) {
      end(
          "restarted %d times within %d s (processes.restart.limit), and last it %s"
              .formatted(
                  ground.config().restart().limit(),
                  ground.config().restart().window().toSeconds(),
                  reason));
      return;
    }
    String text =
        "instance %d %s; it is started again in %d ms"
            .formatted(plan.instance(), reason, delayMs.getAsLong());
    LOG.warn("process {}: {}", plan.deployment(), text);
    ground.log().line(plan.deployment(), true, text);
    loop.setTimer(
        delayMs.getAsLong(),
        id -> {
          if (!stopping) {
            counts.restarts.increment();
            launch();
          }
        });
  }

  private void end(String reason) {
    IllegalStateException failure = new IllegalStateException(reason);
    if (!started.tryFail(failure)) {
      died.tryFail(failure);
    }
    finish();
  }

  private void finish() {
    stopping = true;
    ground.usages().end(usage);
    door.close().onComplete(closed -> ended.tryComplete());
  }
}
