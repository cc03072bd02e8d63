package busway.process;

import busway.config.Secret;
import busway.session.CloseReason;
import busway.session.Tap;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of a program: from its launch until it has ended and what it left behind is gone. Belongs
 * to the event loop of its instance.
 */
final class Run {

  private static final Logger LOG = LoggerFactory.getLogger(Run.class);

  /** How long a process that is stopped may end by itself, once its connections have ended. */
  private static final long FAREWELL_MS = 1_000;

  private final Ground ground;
  private final Plan plan;
  private final ContextInternal loop;
  private final Tap tap;
  private final Account account;
  private final Runnable serves;
  private final Secret credential = Secret.random();
  private final Promise<Exit> ended = Promise.promise();
  private @Nullable Child child;
  private @Nullable String killedFor;
  private volatile boolean connected;
  private volatile boolean up;
  private long upNs;
  private long ranNs;
  private boolean stopping;

  /**
   * Makes a run that has not begun.
   *
   * @param tap what it connects to
   * @param serves runs once it has registered what it has to
   */
  Run(Ground ground, Plan plan, ContextInternal loop, Tap tap, Account account, Runnable serves) {
    this.ground = ground;
    this.plan = plan;
    this.loop = loop;
    this.tap = tap;
    this.account = account;
    this.serves = serves;
  }

  /** Whether the program of this run, and no other, has shown this. */
  boolean knows(String token) {
    return credential.is(token);
  }

  /** Whether it serves now. From any thread. */
  boolean up() {
    return up && connected;
  }

  /** For how long it has served, once it has ended. */
  long ranNs() {
    return ranNs;
  }

  /**
   * Launches it; completes once it has ended, and fails if it cannot be run.
   *
   * @param door where it connects to, as variables
   */
  Future<Exit> begin(Map<String, String> door) {
    Map<String, String> own = new HashMap<>(door);
    String[] mark = ground.mark().split("=", 2);
    own.put(mark[0], mark[1]);
    own.put("BUSWAY_TOKEN", credential.text());
    Map<String, String> environment = Environment.of(ground.config().pass(), plan, own);
    ground.blocking(() -> start(environment)).onSuccess(this::launched).onFailure(ended::tryFail);
    return ended.future();
  }

  private Child start(Map<String, String> environment) throws IOException {
    return Child.start(
        plan.command(),
        environment,
        "BUSWAY_TOKEN=" + credential.text(),
        ground.guard(),
        account.output(),
        ground.config().maxLineBytes());
  }

  private void launched(Child started) {
    child = started;
    account.begins(started.pid());
    started.onExit(status -> tell(started, status));
    if (stopping) {
      kill(started, "it was stopped while it started");
      return;
    }
    long timeoutMs = plan.startTimeout().toMillis();
    after(
        timeoutMs,
        started,
        () -> {
          if (!up) {
            kill(started, missing() + " within " + timeoutMs + " ms (startup.timeout)");
          }
        });
    changed(); // a quick program has registered by now
  }

  /** Comes from a thread that waits for its end; where the gateway has ended, nobody hears it. */
  private void tell(Child gone, int status) {
    try {
      loop.runOnContext(ignored -> exited(gone, status));
    } catch (RejectedExecutionException stopped) {
      LOG.debug("process {} ended after the gateway", gone.pid(), stopped);
    }
  }

  private String missing() {
    return plan.addresses().isEmpty()
        ? "it registered no address"
        : "it did not register all of " + plan.addresses() + ", only " + tap.addresses();
  }

  /** A connection has come or gone, or an address was registered. */
  void changed() {
    connected = tap.connections() > 0;
    Child running = child;
    if (running == null || stopping) {
      return;
    }
    if (!up && plan.startedBy(tap.addresses())) {
      up = true;
      upNs = System.nanoTime();
      serves.run();
    } else if (up && tap.connections() == 0) {
      after(
          stopGraceMs(),
          running,
          () -> {
            if (tap.connections() == 0) {
              kill(running, "it has no connection any more" + why(tap.lastClosed()));
            }
          });
    }
  }

  private static String why(CloseReason reason) {
    return reason == CloseReason.CLIENT ? "" : " (" + reason.text() + ")";
  }

  /**
   * Ends its connections, so that it reads what it was sent and goes; whoever stays is asked to by
   * a signal, and then killed, with all that it has started.
   */
  void stop() {
    Child running = child;
    if (!stopping && running != null) {
      tap.close(CloseReason.SHUTDOWN);
      after(FAREWELL_MS, running, () -> terminate(running));
    }
    stopping = true;
  }

  private void terminate(Child running) {
    blocking(running::terminate);
    after(stopGraceMs(), running, () -> kill(running, "it did not stop"));
  }

  private void kill(Child running, String why) {
    killedFor = why;
    blocking(running::kill);
  }

  /** What it has not answered fails at once; what it has left behind is killed. */
  private void exited(Child gone, int status) {
    child = null;
    ranNs = up ? System.nanoTime() - upNs : 0;
    up = false;
    tap.close(CloseReason.CLIENT);
    Exit exit = killedFor == null ? Exit.of(status) : Exit.killed(killedFor);
    account.ended(exit);
    blocking(gone::bury).onComplete(buried -> ended.complete(exit));
  }

  private long stopGraceMs() {
    return Math.max(1, ground.config().stopGrace().toMillis());
  }

  /** Runs {@code action} after a while if the process still runs. */
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
    return ground.blocking(
        () -> {
          work.run();
          return null;
        });
  }
}
