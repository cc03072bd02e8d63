package busway.deploy;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

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

  /** Forgets to say when it has started. */
  public static final class NullStart extends VerticleBase {
    @Override
    public @Nullable Future<?> start() {
      return null;
    }
  }

  /** Never says that it has started. */
  public static final class Hanging extends VerticleBase {
    @Override
    public Future<?> start() {
      return Promise.promise().future();
    }
  }

  /** Answers, and then never says that it has started. */
  public static final class HangingConsumer extends VerticleBase {
    @Override
    public Future<?> start() {
      vertx.eventBus().consumer("hanging", message -> message.reply("here"));
      return Promise.promise().future();
    }
  }

  /** Blocks the thread that it starts on until {@link #release()}. */
  public static final class Blocking extends VerticleBase {

    private static volatile CountDownLatch latch = new CountDownLatch(1);

    static void reset() {
      latch = new CountDownLatch(1);
    }

    static void release() {
      latch.countDown();
    }

    @Override
    public Future<?> start() throws InterruptedException {
      EVENTS.add("blocks");
      try {
        latch.await();
      } catch (InterruptedException e) {
        EVENTS.add("interrupted");
        throw e;
      }
      vertx.eventBus().consumer("late", message -> message.reply("here"));
      return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
      EVENTS.add("stop blocking");
      return Future.succeededFuture();
    }
  }

  /** Never comes out of its constructor, until it is interrupted. */
  public static final class HangingConstructor extends VerticleBase {
    public HangingConstructor() throws InterruptedException {
      new CountDownLatch(1).await();
    }
  }

  /** Notes on which thread it works. */
  public static final class Named extends VerticleBase {
    @Override
    public Future<?> start() {
      return vertx
          .eventBus()
          .consumer("named", message -> EVENTS.add(Thread.currentThread().getName()))
          .completion();
    }
  }

  /** Never says that it has stopped. */
  public static final class HangingStop extends VerticleBase {
    @Override
    public Future<?> start() {
      return vertx.eventBus().consumer("stays", message -> message.reply("here")).completion();
    }

    @Override
    public Future<?> stop() {
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
