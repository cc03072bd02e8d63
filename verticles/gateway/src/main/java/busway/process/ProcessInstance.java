package busway.process;

import busway.deploy.Mortal;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A verticle that is a process. From any thread. */
final class ProcessInstance implements Deployable, Mortal {

  private final Ground ground;
  private final Plan plan;
  private final Runnable released;
  private final Promise<Void> died = Promise.promise();
  private volatile @Nullable ContextInternal loop;
  private volatile @Nullable Supervisor supervisor;
  private volatile long unreadBytes;

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
    ContextInternal deployed = (ContextInternal) context;
    ContextInternal own = ground.loop(deployed);
    Promise<Void> started = deployed.promise();
    loop = own;
    own.runOnContext(
        ignored -> {
          Supervisor made = new Supervisor(ground, plan, own, ground.consuming(deployed));
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
  public void giveUp() {
    run(Supervisor::stop);
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
  public double cpuSeconds() {
    Supervisor running = supervisor;
    return running == null ? 0 : running.cpuSeconds();
  }

  /** Has its loop look again each time. */
  @Override
  public long unreadBytes() {
    run(running -> unreadBytes = running.tap().pendingBytes());
    return unreadBytes;
  }

  /** On its loop, behind its start. */
  private void run(Consumer<Supervisor> action) {
    ContextInternal own = loop;
    if (own != null) {
      own.runOnContext(
          ignored -> {
            Supervisor running = supervisor;
            if (running != null) {
              action.accept(running);
            }
          });
    }
  }
}
