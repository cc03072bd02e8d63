package busway.deploy;

import busway.deploy.DeployException.Code;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A change of one deployment that is under way. From any thread. */
final class Change {

  /** What a change does. */
  enum Kind {
    DEPLOY,
    UNDEPLOY,
    REDEPLOY,
    SCALE;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Kind kind;
  private final Promise<Void> ended = Promise.promise();
  private @Nullable Thread thread;
  private boolean hurried;
  private boolean starting;
  private long startingNs;
  private String givenUpFor = "";

  Change(Kind kind) {
    this.kind = kind;
  }

  /** Whether a version may be left to finish by it. */
  boolean replaces() {
    return kind == Kind.DEPLOY || kind == Kind.REDEPLOY;
  }

  String kind() {
    return kind.label();
  }

  /** Runs on this thread from now on. */
  synchronized void runsOn(Thread own) {
    thread = own;
    if (hurried) {
      own.interrupt();
    }
  }

  synchronized void ended() {
    thread = null;
    Thread.interrupted();
    ended.tryComplete();
  }

  /** Completes when it has ended, well or not. */
  Future<Void> end() {
    return ended.future();
  }

  /** Has it wait no longer for what it waits for now. */
  synchronized Future<Void> hurry() {
    hurried = true;
    givenUpFor = "the gateway stops";
    if (thread != null) {
      thread.interrupt();
    }
    return end();
  }

  /** Starts something, which may be given up meanwhile. On its own thread. */
  <T> T starting(Supplier<T> start) {
    begin();
    try {
      return start.get();
    } catch (DeployException e) {
      throw e.code() == Code.GIVEN_UP ? givenUp(e) : e;
    } finally {
      over();
    }
  }

  private synchronized void begin() {
    starting = true;
    startingNs = System.nanoTime();
  }

  private synchronized DeployException givenUp(DeployException e) {
    return new DeployException(Code.GIVEN_UP, e.getMessage() + ", for " + givenUpFor);
  }

  /** What it waits for afterwards is not to be cut off, unless all is. */
  private synchronized void over() {
    starting = false;
    if (!hurried) {
      Thread.interrupted();
    }
  }

  /** As {@link Deployments#giveUpStart}, once. */
  synchronized boolean giveUp(long newerNs, Duration patience, String reason) {
    long startsNs = System.nanoTime() - startingNs;
    boolean hangs = starting && newerNs - startingNs > 0 && startsNs >= patience.toNanos();
    if (thread == null || !hangs || !givenUpFor.isEmpty()) {
      return false;
    }
    givenUpFor =
        "it had not started within %d ms and %s"
            .formatted(TimeUnit.NANOSECONDS.toMillis(startsNs), reason);
    thread.interrupt();
    return true;
  }
}
