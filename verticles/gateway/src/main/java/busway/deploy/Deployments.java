package busway.deploy;

import busway.deploy.Change.Kind;
import busway.deploy.DeployException.Code;
import busway.metrics.DeploymentMetrics;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What users have deployed, by name. From any thread; nothing blocks; a future completes when the
 * work is done and fails with a {@link DeployException}.
 */
public final class Deployments {

  private final DeploymentsConfig config;
  private final DeploymentMetrics metrics;
  private final UserCode code;
  private final Stage stage;
  private final Changes changes;
  private final Roster roster;

  /**
   * Makes an empty one.
   *
   * @param loaders of which the first that takes a {@code main} loads it
   * @param startTimeout how long loading and starting may take, each
   */
  public Deployments(
      Vertx vertx,
      List<Loader> loaders,
      Handover handover,
      DeploymentsConfig config,
      Duration startTimeout,
      DeploymentMetrics metrics) {
    this.config = config;
    this.metrics = metrics;
    this.roster = new Roster(config);
    this.code = new UserCode((2 + config.maxDrains()) * config.maxDeployments() + 2);
    this.stage = new Stage(vertx, loaders, handover, startTimeout, metrics, code);
    this.changes = new Changes(stage, config.drainTimeout());
    metrics.observe(this::states, roster::drains);
  }

  /** Deploys under a name that nothing has, or that something has which failed. */
  public Future<DeploymentStatus> deploy(VerticleConfig verticle) {
    return change(
        Kind.DEPLOY,
        change -> roster.claim(verticle, change),
        deployment -> changes.deploy(deployment, verticle));
  }

  /** Drains and stops it, and forgets its name. */
  public Future<DeploymentStatus> undeploy(String name) {
    return change(
        Kind.UNDEPLOY,
        change -> roster.begin(name, change),
        deployment -> {
          changes.undeploy(deployment, config.drainTimeout());
          roster.forget(name);
        });
  }

  /** Replaces it by a new version of its code, without losing a message. */
  public Future<DeploymentStatus> redeploy(String name, UnaryOperator<VerticleConfig> change) {
    return change(
        Kind.REDEPLOY,
        begun -> roster.begin(name, begun),
        deployment -> changes.redeploy(deployment, changed(deployment, change)));
  }

  /** Starts or drains as many instances as it takes. */
  public Future<DeploymentStatus> scale(String name, int instances) {
    return change(
        Kind.SCALE,
        change -> roster.begin(name, change),
        deployment ->
            changes.scale(deployment, changed(deployment, verticle -> verticle.with(instances))));
  }

  /** All, sorted by name. */
  public List<DeploymentStatus> list() {
    return roster.all().stream()
        .map(Deployment::status)
        .sorted(Comparator.comparing(DeploymentStatus::name))
        .toList();
  }

  /** The one with this name. */
  public Optional<DeploymentStatus> find(String name) {
    return roster.find(name).map(Deployment::status);
  }

  /**
   * Tells a listener of every change of a state, a version or a number of instances, on any thread;
   * it must not block. The last word of one that is undeployed is {@code DRAINING} without an
   * instance.
   */
  public void onChange(Consumer<DeploymentStatus> listener) {
    changes.onChange(listener);
  }

  /** The gateway has started: each change is news from now on, and logged. */
  public void started() {
    changes.logs(true);
  }

  /**
   * Undeploys all, the last first, and takes no more; gives up what is under way. Never fails.
   *
   * @param limit how long that may take
   */
  public Future<Void> close(Duration limit) {
    changes.logs(false);
    roster.close();
    List<Deployment> all = roster.all().reversed();
    return code.run(
            () -> {
              changes.undeployAll(all, limit);
              return null;
            })
        .<Void>mapEmpty()
        .otherwiseEmpty()
        .onComplete(
            closed -> {
              code.close();
              stage.close();
            });
  }

  private Future<DeploymentStatus> change(
      Kind kind, Beginning beginning, Consumer<Deployment> work) {
    Promise<DeploymentStatus> result = promise();
    begun(kind, beginning, work)
        .onComplete(
            (status, failure) -> {
              metrics.changed(kind.label(), failure == null);
              result.complete(status, failure);
            });
    return result.future();
  }

  private Future<DeploymentStatus> begun(
      Kind kind, Beginning beginning, Consumer<Deployment> work) {
    Change change = new Change(kind);
    try {
      return run(change, beginning.begin(change), work);
    } catch (DeployException e) {
      return Future.failedFuture(e);
    }
  }

  private Future<DeploymentStatus> run(
      Change change, Deployment deployment, Consumer<Deployment> work) {
    return code.run(
            () -> {
              change.runsOn(Thread.currentThread());
              try {
                work.accept(deployment);
                return deployment.status();
              } finally {
                deployment.end(change);
                deployment.drained(change);
                change.ended();
              }
            })
        .onFailure(e -> neverRan(change, deployment, e));
  }

  private static void neverRan(Change change, Deployment deployment, Throwable reason) {
    if (deployment.end(change)) {
      deployment.failed(String.valueOf(reason.getMessage()), List.of());
      change.ended();
    }
  }

  /** Completes where the caller is. */
  private static Promise<DeploymentStatus> promise() {
    ContextInternal caller = ContextInternal.current();
    return caller == null ? Promise.promise() : caller.promise();
  }

  /** How a change begins. */
  private interface Beginning {
    Deployment begin(Change change);
  }

  private VerticleConfig changed(Deployment deployment, UnaryOperator<VerticleConfig> change) {
    VerticleConfig before = deployment.config();
    VerticleConfig after;
    try {
      after = change.apply(before);
    } catch (IllegalArgumentException e) {
      throw new DeployException(Code.INVALID, before.name() + ": " + e.getMessage());
    }
    if (!after.name().equals(before.name())) {
      throw new DeployException(
          Code.INVALID, "name: " + after.name() + " (expected: " + before.name() + ")");
    }
    roster.reserve(deployment, after);
    return after;
  }

  private Map<String, Long> states() {
    return list().stream()
        .collect(Collectors.groupingBy(one -> one.state().label(), Collectors.counting()));
  }
}
