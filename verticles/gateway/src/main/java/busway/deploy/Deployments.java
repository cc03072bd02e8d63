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
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What users have deployed, by name. From any thread; nothing blocks; a future completes when the
 * work is done and fails with a {@link DeployException}.
 */
public final class Deployments {

  private final DeploymentMetrics metrics;
  private final UserCode code;
  private final Calls calls;
  private final Changes changes;
  private final Departures departures;
  private final News news = new News();
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
    this.metrics = metrics;
    this.roster = new Roster(config);
    this.code = new UserCode((2 + config.maxDrains()) * config.maxDeployments() + 2);
    this.calls = new Calls(vertx);
    Drains drains = new Drains(metrics);
    Stops stops = new Stops(calls, code, startTimeout);
    StartBound bound = new StartBound(code, startTimeout);
    Starts starts = new Starts(vertx, loaders, handover, bound, calls, stops);
    this.changes = new Changes(starts, stops, drains, handover, news, config.drainTimeout());
    this.departures = new Departures(stops, drains, news, config.drainTimeout());
    metrics.observe(this::states, roster::drains);
  }

  /** Deploys under a name that nothing has, or that something has which failed. */
  public Future<DeploymentStatus> deploy(VerticleConfig verticle) {
    return change(
        Kind.DEPLOY,
        change -> roster.claim(verticle, change),
        (change, deployment) -> changes.deploy(change, deployment, verticle));
  }

  /** Drains and stops it, and forgets its name. */
  public Future<DeploymentStatus> undeploy(String name) {
    return change(
        Kind.UNDEPLOY,
        change -> roster.begin(name, change),
        (change, deployment) -> {
          departures.undeploy(deployment);
          roster.forget(name);
        });
  }

  /** Replaces it by a new version of its code, without losing a message. */
  public Future<DeploymentStatus> redeploy(String name, UnaryOperator<VerticleConfig> change) {
    return change(
        Kind.REDEPLOY,
        begun -> roster.begin(name, begun),
        (begun, deployment) -> changes.redeploy(begun, deployment, changed(deployment, change)));
  }

  /**
   * Gives up a version, or instances, that have been starting for as long as {@code patience}, so
   * that something newer can start. What serves goes on.
   *
   * @param newerNs when that came, by {@link System#nanoTime}: what began later is not outdated
   * @param reason what is said to whoever awaits the start
   * @return whether there is such a start, which then ends soon
   */
  public boolean giveUpStart(String name, long newerNs, Duration patience, String reason) {
    return roster
        .find(name)
        .map(Deployment::change)
        .filter(change -> change.giveUp(newerNs, patience, reason))
        .isPresent();
  }

  /** Starts or drains as many instances as it takes. */
  public Future<DeploymentStatus> scale(String name, int instances) {
    return change(
        Kind.SCALE,
        change -> roster.begin(name, change),
        (change, deployment) ->
            changes.scale(
                change, deployment, changed(deployment, verticle -> verticle.with(instances))));
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

  /** Has a listener told what becomes of deployments. */
  public void onChange(DeploymentListener listener) {
    news.listen(listener);
  }

  /** The gateway has started: each change is news from now on, and logged. */
  public void started() {
    news.log(true);
  }

  /**
   * Undeploys all, the last first, and takes no more; gives up what is under way. Never fails.
   *
   * @param limit how long that may take
   */
  public Future<Void> close(Duration limit) {
    news.log(false);
    roster.close();
    List<Deployment> all = roster.all().reversed();
    return code.run(
            () -> {
              departures.undeployAll(all, limit);
              return null;
            })
        .<Void>mapEmpty()
        .otherwiseEmpty()
        .onComplete(
            closed -> {
              code.close();
              calls.close();
            });
  }

  private Future<DeploymentStatus> change(Kind kind, Beginning beginning, Work work) {
    Promise<DeploymentStatus> result = promise();
    begun(kind, beginning, work)
        .onComplete(
            (status, failure) -> {
              metrics.changed(kind.label(), failure == null);
              result.complete(status, failure);
            });
    return result.future();
  }

  private Future<DeploymentStatus> begun(Kind kind, Beginning beginning, Work work) {
    Change change = new Change(kind);
    try {
      return run(change, beginning.begin(change), work);
    } catch (DeployException e) {
      return Future.failedFuture(e);
    }
  }

  private Future<DeploymentStatus> run(Change change, Deployment deployment, Work work) {
    return code.run(
            () -> {
              change.runsOn(Thread.currentThread());
              try {
                work.accept(change, deployment);
                return deployment.status();
              } catch (RuntimeException | Error e) {
                throw refused(deployment, e);
              } finally {
                deployment.end(change);
                deployment.drained(change);
                change.ended();
              }
            })
        .onFailure(e -> neverRan(change, deployment, e));
  }

  /** What is no refusal is a fault, which must not leave it as if it were starting. */
  private DeployException refused(Deployment deployment, Throwable failure) {
    if (failure instanceof DeployException refusal) {
      return refusal;
    }
    String reason =
        "verticle %s: a fault of the gateway: %s"
            .formatted(deployment.config().name(), StartException.reason(failure));
    deployment.failed(reason, List.of());
    news.faulty(deployment, failure);
    return new DeployException(Code.FAILED, reason);
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

  /** What is done then. */
  private interface Work {
    void accept(Change change, Deployment deployment);
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
