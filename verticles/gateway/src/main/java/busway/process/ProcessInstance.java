package busway.process;

import busway.deploy.Intake;
import busway.deploy.Mortal;
import busway.session.Tap;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A verticle that is a process. It is started held: {@link #open} lets messages in. From any
 * thread.
 */
final class ProcessInstance implements Deployable, Intake, Mortal {

  private static final Logger LOG = LoggerFactory.getLogger(ProcessInstance.class);
  private static final long PATIENCE_MS = 5_000;

  /** After messages were shut out, those on their way have come by then. */
  private static final long SETTLE_MS = 50;

  private final Ground ground;
  private final Plan plan;
  private final Runnable released;
  private final Promise<Void> died = Promise.promise();
  private volatile @Nullable ContextInternal loop;
  private volatile @Nullable Supervisor supervisor;
  private volatile boolean settling;

  /**
   * Makes an instance that does nothing yet.
   *
   * @param released runs once it has stopped
   */
  ProcessInstance(Ground ground, Plan plan, Runnable released) {
    this.ground = ground;
    this.plan = plan;
    this.released = released;
  }

  @Override
  public Future<?> deploy(Context context) {
    ContextInternal own = ground.loop((ContextInternal) context);
    Promise<Void> started = ((ContextInternal) context).promise();
    own.runOnContext(
        ignored -> {
          Supervisor made = new Supervisor(ground, plan, own);
          loop = own;
          supervisor = made;
          made.died().onFailure(died::tryFail);
          made.start()
              .onComplete(
                  result -> {
                    if (result.failed()) {
                      released.run();
                    }
                  })
              .onComplete(started);
        });
    return started.future();
  }

  @Override
  public Future<?> undeploy(Context context) {
    Promise<Void> stopped = ((ContextInternal) context).promise();
    run(running -> running.stop().onComplete(stopped));
    return stopped.future().onComplete(ignored -> released.run());
  }

  @Override
  public boolean alive() {
    Supervisor running = supervisor;
    return running != null && running.up();
  }

  @Override
  public Future<?> died() {
    return died.future();
  }

  @Override
  public List<String> addresses() {
    Tap tap = tap();
    return tap == null ? List.of() : tap.addresses();
  }

  /** Waits until it is done, unless on an event loop. */
  @Override
  public void open() {
    await(running -> running.tap().open());
  }

  /** Waits until it is done, unless on an event loop. */
  @Override
  public void close() {
    settling = true;
    await(running -> running.tap().shut());
    run(running -> settle(running.tap()));
  }

  private void settle(Tap tap) {
    ContextInternal own = loop;
    if (own != null) {
      own.setTimer(
          SETTLE_MS,
          id -> {
            if (tap.pendingBytes() == 0) {
              settling = false;
            } else {
              settle(tap);
            }
          });
    }
  }

  /** Counts one more while something may be on its way, or waits for the process to read it. */
  @Override
  public long pending() {
    Tap tap = tap();
    return tap == null ? 0 : tap.owed() + (settling ? 1 : 0);
  }

  @Override
  public long delivered() {
    Tap tap = tap();
    return tap == null ? 0 : tap.delivered();
  }

  /** The CPU time of the process and of what it has started. */
  @Override
  public double handlerSeconds() {
    Supervisor running = supervisor;
    return running == null ? 0 : running.cpuSeconds();
  }

  private @Nullable Tap tap() {
    Supervisor running = supervisor;
    return running == null ? null : running.tap();
  }

  private void run(Consumer<Supervisor> action) {
    Supervisor running = supervisor;
    ContextInternal own = loop;
    if (running != null && own != null) {
      own.runOnContext(ignored -> action.accept(running));
    }
  }

  private void await(Consumer<Supervisor> action) {
    Supervisor running = supervisor;
    ContextInternal own = loop;
    if (running == null || own == null) {
      return;
    }
    if (own.nettyEventLoop().inEventLoop()) {
      action.accept(running);
      return;
    }
    CompletableFuture<Void> done = new CompletableFuture<>();
    own.runOnContext(
        ignored -> {
          action.accept(running);
          done.complete(null);
        });
    if (!Context.isOnEventLoopThread()) {
      await(done);
    }
  }

  private void await(CompletableFuture<Void> done) {
    try {
      done.get(PATIENCE_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("process {}: its event loop does not answer", plan.deployment());
    }
  }
}
