package busway.deploy;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Verticles of users, good and bad. */
public final class Samples {

  /** What happened, in order. */
  static final List<String> EVENTS = new CopyOnWriteArrayList<>();

  private Samples() {}

  /** Notes its start, with its thread, and its stop. */
  public static final class Good extends VerticleBase {
    @Override
    public Future<?> start() {
      EVENTS.add("start " + config().getString("id") + ' ' + kind());
      return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
      EVENTS.add("stop " + config().getString("id"));
      return Future.succeededFuture();
    }

    private static String kind() {
      if (Thread.currentThread().isVirtual()) {
        return "virtual";
      }
      return Context.isOnEventLoopThread() ? "loop" : "worker";
    }
  }

  /** Throws when it is made. */
  public static final class BadConstructor extends VerticleBase {
    public BadConstructor() {
      throw new IllegalStateException("no database");
    }
  }

  /** Throws when it starts. */
  public static final class BadStart extends VerticleBase {
    @Override
    public Future<?> start() {
      throw new IllegalStateException("no database\nsecond line");
    }
  }

  /** Fails when it starts, without a message. */
  public static final class FailedStart extends VerticleBase {
    @Override
    public Future<?> start() {
      return Future.failedFuture(new UnsupportedOperationException());
    }
  }

  /** Never says that it has started. */
  public static final class Hanging extends VerticleBase {
    @Override
    public Future<?> start() {
      return Promise.promise().future();
    }
  }

  /** Fails when it stops. */
  public static final class BadStop extends VerticleBase {
    @Override
    public Future<?> stop() {
      throw new IllegalStateException("still busy");
    }
  }

  /** Cannot be made without a parameter. */
  public static final class WithParameter extends VerticleBase {
    public WithParameter(String parameter) {
      EVENTS.add(parameter);
    }
  }

  /** Is no verticle. */
  public static final class NoVerticle {}
}
