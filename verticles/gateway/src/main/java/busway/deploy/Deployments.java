package busway.deploy;

import busway.deploy.DeployException.Code;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What users have deployed, by name. From any thread; nothing blocks; a future completes when the
 * work is done and fails with a {@link DeployException}.
 */
public final class Deployments {

  private final Vertx vertx;
  private final List<Loader> loaders;
  private final Handover handover;
  private final DeploymentsConfig config;
  private final Duration startTimeout;
  private final List<Consumer<DeploymentStatus>> listeners = new CopyOnWriteArrayList<>();

  /**
   * Makes an empty one.
   *
   * @param loaders of which the first that takes a {@code main} loads it
   * @param startTimeout how long one instance may take to start
   */
  public Deployments(
      Vertx vertx,
      List<Loader> loaders,
      Handover handover,
      DeploymentsConfig config,
      Duration startTimeout) {
    this.vertx = vertx;
    this.loaders = List.copyOf(loaders);
    this.handover = handover;
    this.config = config;
    this.startTimeout = startTimeout;
  }

  /** Deploys under a name that nothing has, or that something has which failed. */
  public Future<DeploymentStatus> deploy(VerticleConfig verticle) {
    return missing(verticle.name());
  }

  /** Drains and stops it, and forgets its name. */
  public Future<DeploymentStatus> undeploy(String name) {
    return missing(name);
  }

  /** Replaces it by a new version of its code, without losing a message. */
  public Future<DeploymentStatus> redeploy(String name, UnaryOperator<VerticleConfig> change) {
    return missing(name);
  }

  /** Starts or drains as many instances as it takes. */
  public Future<DeploymentStatus> scale(String name, int instances) {
    return missing(name);
  }

  /** All, sorted by name. */
  public List<DeploymentStatus> list() {
    return List.of();
  }

  /** The one with this name. */
  public Optional<DeploymentStatus> find(String name) {
    return Optional.empty();
  }

  /** Tells a listener of every change of a state, a version or a number of instances. */
  public void onChange(Consumer<DeploymentStatus> listener) {
    listeners.add(listener);
  }

  private Future<DeploymentStatus> missing(String name) {
    return Future.failedFuture(new DeployException(Code.NOT_FOUND, "no deployment: " + name));
  }
}
