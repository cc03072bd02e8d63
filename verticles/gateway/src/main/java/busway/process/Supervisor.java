package busway.process;

import busway.deploy.StartException;
import busway.session.Tap;
import busway.tcp.SocketOwner;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one instance running: tells when its program serves, runs it again when it has ended, and
 * stops it. Belongs to one event loop.
 */
final class Supervisor implements SocketOwner {

  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

  private final Ground ground;
  private final Plan plan;
  private final ContextInternal loop;
  private final Account account;
  private final Tap tap;
  private final Door door;
  private final Restarts restarts;
  private final Promise<Void> started = Promise.promise();
  private final Promise<Void> died = Promise.promise();
  private final Promise<Void> ended = Promise.promise();

  /** Null before the first, and while the next one waits. */
  private volatile @Nullable Run run;

  private boolean served;
  private boolean stopping;

  /**
   * Makes one that does nothing yet.
   *
   * @param consuming the context of its consumers, which end with the deployment
   */
  Supervisor(Ground ground, Plan plan, ContextInternal loop, ContextInternal consuming) {
    this.ground = ground;
    this.plan = plan;
    this.loop = loop;
    this.tap = new Tap(consuming, this::changed);
    this.account = Account.open(ground, plan);
    this.door = ground.door(loop, this);
    this.restarts =
        new Restarts(ground.config().restart(), () -> ThreadLocalRandom.current().nextDouble());
  }

  private void changed() {
    Run running = run;
    if (running != null) {
      running.changed();
    }
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
    Run running = run;
    return running != null && running.up();
  }

  /** CPU time of all its runs. From any thread. */
  double cpuSeconds() {
    return account.usage().cpuSeconds();
  }

  @Override
  public Tap tap() {
    return tap;
  }

  @Override
  public boolean knows(String token) {
    Run running = run;
    return running != null && running.knows(token);
  }

  @Override
  public Duration loginTimeout() {
    return ground.config().loginTimeout();
  }

  /** Stops it; completes once nothing of it is left. */
  Future<Void> stop() {
    stopping = true;
    Run running = run;
    if (running == null) {
      finish();
    } else {
      running.stop();
    }
    return ended.future();
  }

  private void launch() {
    if (stopping) {
      finish();
      return;
    }
    account.output().begin();
    Run next = new Run(ground, plan, loop, tap, account, this::serves);
    run = next;
    next.begin(door.variables())
        .onSuccess(exit -> ended(exit, next.ranNs()))
        .onFailure(e -> next("cannot be run: " + e.getMessage(), 0));
  }

  private void serves() {
    served = true;
    started.tryComplete();
  }

  private void ended(Exit exit, long ranNs) {
    String errors = account.output().lastErrors();
    next(exit.text() + (errors.isEmpty() ? "" : ": " + errors), ranNs);
  }

  /** One that has never served has not started. */
  private void next(String reason, long ranNs) {
    run = null;
    if (stopping) {
      finish();
    } else if (served) {
      again(reason, ranNs);
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
            account.counts().restarts.increment();
            launch();
          }
        });
  }

  private void end(String reason) {
    StartException failure = new StartException(reason);
    if (!started.tryFail(failure)) {
      died.tryFail(failure);
    }
    finish();
  }

  private void finish() {
    stopping = true;
    started.tryFail(new StartException("was stopped before it had started"));
    ground.usages().end(account.usage());
    door.close().onComplete(closed -> ended.tryComplete());
  }
}
