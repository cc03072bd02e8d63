package busway.deploy;

import busway.loops.NamedVerticle;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.internal.ContextInternal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One instance of a verticle, whose start and stop can be given up. To Vert.x each start succeeds,
 * and is undone by an undeployment: it never forgets a deployment that fails. From any thread.
 */
final class Instance implements Deployable {

  private static final Logger LOG = LoggerFactory.getLogger(Instance.class);

  private final String name;
  private final Deployable verticle;
  private final Intake intake;
  private final Promise<Void> started = Promise.promise();
  private final Promise<Void> stopped = Promise.promise();
  private volatile Future<String> deployed = Future.failedFuture("not deployed");
  private @Nullable Thread worker;
  private boolean interrupted;

  Instance(String name, Deployable verticle, Handover handover, boolean held) {
    this.name = name;
    this.verticle = verticle;
    this.intake = handover.intake(this, held);
  }

  Intake intake() {
    return intake;
  }

  boolean alive() {
    return !(verticle instanceof Mortal mortal) || mortal.alive();
  }

  /** Fails with the reason when it has died; never completes if it cannot die. */
  Future<?> died() {
    return verticle instanceof Mortal mortal ? mortal.died() : Promise.promise().future();
  }

  /** Messages that it has and has not finished; at least one as long as it has not read all. */
  long pending() {
    return died().isComplete() ? 0 : withUnread(intake.pending());
  }

  /** The same, but for what is not known to be there yet. */
  long unfinished() {
    return died().isComplete() ? 0 : withUnread(intake.unfinished());
  }

  private long withUnread(long messages) {
    boolean unread = verticle instanceof Mortal mortal && mortal.unreadBytes() > 0;
    return unread && messages == 0 ? 1 : messages;
  }

  /** Time spent in its handlers; CPU time where they run elsewhere. */
  double handlerSeconds() {
    return verticle instanceof Mortal mortal ? mortal.cpuSeconds() : intake.handlerSeconds();
  }

  /** Deploys it; fails if its {@code start()} does. */
  Future<Void> begin(Calls calls, DeploymentOptions options) {
    NamedVerticle named = new NamedVerticle(name, this);
    deployed = calls.call(vertx -> vertx.deployVerticle(() -> named, options));
    return deployed.compose(id -> started.future());
  }

  @Override
  public Future<?> deploy(Context context) {
    if (started.future().isComplete()) {
      return Future.succeededFuture(); // given up before its turn came
    }
    begun("start()", context, () -> verticle.deploy(context))
        .onComplete(
            result -> {
              boolean inTime =
                  result.succeeded() ? started.tryComplete() : started.tryFail(result.cause());
              if (result.succeeded() && !inTime) {
                startedLate((ContextInternal) context);
              }
            });
    return started.future().otherwiseEmpty();
  }

  /** It has been cleaned up already: what it registered since has to go too. */
  private void startedLate(ContextInternal context) {
    LOG.warn("verticle {}: an instance that was given up has started, and is stopped", name);
    intake.close();
    ContextInternal current = ContextInternal.current();
    if (current != null && current.unwrap() == context.unwrap()) {
      stop(context);
    } else {
      context.runOnContext(ignored -> stop(context));
    }
  }

  @Override
  public Future<?> undeploy(Context context) {
    if (started.future().succeeded()) {
      stop(context).onComplete(ended -> stopped.tryComplete());
    } else {
      stopped.tryComplete();
    }
    return stopped.future();
  }

  private Future<?> stop(Context context) {
    return begun("stop()", context, () -> verticle.undeploy(context)).onFailure(this::notStopped);
  }

  private void notStopped(Throwable failure) {
    LOG.warn("verticle {}: did not stop: {}", name, StartException.reason(failure));
  }

  /** Stops it, or its start; the result is known once Vert.x has forgotten it. Never fails. */
  Future<Void> end(Calls calls) {
    boolean starts =
        started.tryFail(new DeployException(DeployException.Code.GIVEN_UP, "given up"));
    if (starts && verticle instanceof Mortal mortal) {
      mortal.giveUp();
    }
    return deployed
        .transform(
            id ->
                id.succeeded()
                    ? calls.call(vertx -> vertx.undeploy(id.result()))
                    : Future.<Void>succeededFuture())
        .otherwiseEmpty();
  }

  /** Goes on as if its {@code stop()} had come to its end, and wakes what blocks a worker. */
  void giveUpStop() {
    if (stopped.tryComplete() && started.future().succeeded()) {
      LOG.warn("verticle {}: an instance did not stop in time", name);
    }
    interrupt();
  }

  private synchronized void interrupt() {
    if (worker != null) {
      worker.interrupt();
      interrupted = true;
    }
  }

  private synchronized void begins(Context context) {
    worker = context.threadingModel() == ThreadingModel.WORKER ? Thread.currentThread() : null;
  }

  /** What else the thread does has not been interrupted. */
  private synchronized void returns() {
    worker = null;
    if (interrupted) {
      interrupted = false;
      Thread.interrupted();
    }
  }

  private Future<?> begun(String method, Context context, Step step) {
    begins(context);
    try {
      Future<?> begun = step.begin();
      return begun == null
          ? Future.failedFuture(
              new IllegalStateException(method + " returned null (expected: a Future)"))
          : begun;
    } catch (Throwable e) {
      return Future.failedFuture(e);
    } finally {
      returns();
    }
  }

  /** A start or a stop. */
  private interface Step {
    @Nullable Future<?> begin() throws Exception;
  }
}
