package busway.deploy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
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
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  private final Kind kind;
  private final Promise<Void> ended = Promise.promise();
  private @Nullable Thread thread;

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

  synchronized void runsOn(Thread own) {
    thread = own;
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

  /** Has it wait for nothing any more. */
  synchronized Future<Void> hurry() {
    if (thread != null) {
      thread.interrupt();
    }
    return end();
  }
}
