package busway.deploy;

import busway.deploy.DeployException.Code;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The steps of each kind of change. They block, on a thread of {@link UserCode}; one change of a
 * deployment at a time.
 */
final class Changes {

  private static final Logger LOG = LoggerFactory.getLogger(Changes.class);

  private final Stage stage;
  private final Duration drainTimeout;
  private final List<Consumer<DeploymentStatus>> listeners = new CopyOnWriteArrayList<>();
  private volatile Level news = Level.DEBUG;
  private volatile Level failures = Level.DEBUG;

  Changes(Stage stage, Duration drainTimeout) {
    this.stage = stage;
    this.drainTimeout = drainTimeout;
  }

  void onChange(Consumer<DeploymentStatus> listener) {
    listeners.add(listener);
  }

  /** Logs what it does from now on. While the gateway starts or stops it is no news. */
  void logs(boolean now) {
    news = now ? Level.INFO : Level.DEBUG;
    failures = now ? Level.WARN : Level.DEBUG;
  }

  private void tell(Deployment deployment) {
    DeploymentStatus status = deployment.status();
    for (Consumer<DeploymentStatus> listener : listeners) {
      try {
        listener.accept(status);
      } catch (RuntimeException e) {
        LOG.error("a listener of deployments failed", e);
      }
    }
  }

  void deploy(Deployment deployment, VerticleConfig config) {
    replace(deployment, config, false);
  }

  void redeploy(Deployment deployment, VerticleConfig config) {
    replace(deployment, config, deployment.state() == DeploymentState.RUNNING);
  }

  /** Starts the next version, and only then stops the one that serves. */
  private void replace(Deployment deployment, VerticleConfig config, boolean swap) {
    Generation old = deployment.generation();
    if (!swap) {
      deployment.starting(config);
      tell(deployment);
    }
    Generation next = up(deployment, config, swap);
    List<Instance> leaving = old == null ? List.of() : old.instances();
    if (swap) {
      stage.move(leaving, next.instances());
    }
    List<Instance> coming = next.instances();
    deployment.serve(next);
    watch(deployment, next, coming);
    LOG.atLevel(news)
        .log(
            "verticle {} ({}): version {} runs",
            config.name(),
            config.main(),
            deployment.status().version());
    tell(deployment);
    if (old != null) {
      stage.drain(leaving, drainTimeout);
      stage.down(old, drainTimeout);
      deployment.left(leaving);
    }
  }

  private Generation up(Deployment deployment, VerticleConfig config, boolean held) {
    try {
      return stage.up(config, held);
    } catch (DeployException e) {
      throw failed(deployment, e);
    }
  }

  private DeployException failed(Deployment deployment, DeployException e) {
    deployment.failed(String.valueOf(e.getMessage()), e.problems());
    LOG.atLevel(failures).log("{}", e.getMessage());
    tell(deployment);
    return e;
  }

  private void watch(Deployment deployment, Generation generation, List<Instance> instances) {
    for (Instance instance : instances) {
      instance.died().onFailure(reason -> died(deployment, generation, instance, reason));
    }
  }

  private void died(
      Deployment deployment, Generation generation, Instance instance, Throwable reason) {
    String name = deployment.config().name();
    String why = "verticle " + name + ": an instance has died: " + StartException.reason(reason);
    boolean served = deployment.died(generation, instance, why);
    stage.bury(instance);
    if (served) {
      LOG.warn("{}", why);
      tell(deployment);
    }
  }

  void undeploy(Deployment deployment, Duration drain) {
    Generation generation = deployment.generation();
    deployment.leaves();
    tell(deployment);
    if (generation != null) {
      List<Instance> leaving = generation.instances();
      leaving.forEach(instance -> instance.intake().close());
      stage.drain(leaving, drain);
      down(deployment, generation, drain);
    }
    deployment.draining().forEach(change -> Stage.awaited(change.end(), drain));
    gone(deployment);
  }

  private void down(Deployment deployment, Generation generation, Duration limit) {
    List<Instance> leaving = generation.instances();
    stage.down(generation, limit);
    deployment.leave(generation, leaving);
    deployment.left(leaving);
  }

  private void gone(Deployment deployment) {
    deployment.gone();
    LOG.atLevel(news).log("verticle {}: undeployed", deployment.config().name());
    tell(deployment);
  }

  void scale(Deployment deployment, VerticleConfig config) {
    Generation generation = deployment.generation();
    if (generation == null || deployment.state() != DeploymentState.RUNNING) {
      throw new DeployException(
          Code.CONFLICT, config.name() + ": does not run (expected: a redeploy)");
    }
    resize(generation, Math.max(config.instances(), generation.instances().size()));
    try {
      int more = config.instances() - generation.instances().size();
      if (more > 0) {
        grow(deployment, generation, more);
      } else {
        shrink(deployment, generation, config.instances());
      }
    } finally {
      resize(generation, generation.instances().size());
    }
    deployment.scaled(config);
    tell(deployment);
  }

  private static void resize(Generation generation, int instances) {
    WorkerThreads threads = generation.threads();
    if (threads != null) {
      threads.resize(instances);
    }
  }

  private void grow(Deployment deployment, Generation generation, int more) {
    try {
      watch(deployment, generation, stage.start(generation, more, false));
    } catch (DeployException e) {
      throw failed(deployment, e);
    }
  }

  private void shrink(Deployment deployment, Generation generation, int most) {
    List<Instance> leaving = generation.beyond(most);
    deployment.leave(generation, leaving);
    leaving.forEach(instance -> instance.intake().close());
    stage.drain(leaving, drainTimeout);
    stage.stop(generation, leaving, drainTimeout);
    deployment.left(leaving);
  }

  /**
   * Has all of them finish what they have, side by side and open, for one may ask another; then
   * stops them one after the other, in what is left of the time.
   */
  void undeployAll(List<Deployment> deployments, Duration limit) {
    long endNs = System.nanoTime() + limit.toNanos();
    deployments.stream()
        .map(Deployment::change)
        .filter(Objects::nonNull)
        .map(Change::hurry)
        .toList()
        .forEach(change -> Stage.awaited(change, left(endNs)));
    for (Deployment deployment : deployments) {
      deployment.leaves();
      tell(deployment);
    }
    Duration most = left(endNs).multipliedBy(3).dividedBy(4);
    Set<Instance> busy =
        stage.drainAll(
            deployments.stream().map(Deployment::instances).toList(), shorter(drainTimeout, most));
    deployments.forEach(deployment -> stop(deployment, busy, endNs));
  }

  /** One that does not stop has half of the time that is left, and so do others after it. */
  private void stop(Deployment deployment, Set<Instance> busy, long endNs) {
    deployment.draining().stream()
        .map(Change::hurry)
        .toList()
        .forEach(change -> Stage.awaited(change, left(endNs).dividedBy(2)));
    Generation generation = deployment.generation();
    if (generation != null) {
      stage.finish(generation.instances(), busy);
      down(deployment, generation, shorter(drainTimeout, left(endNs).dividedBy(2)));
    }
    gone(deployment);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Duration left(long endNs) {
    return Duration.ofNanos(Math.max(0, endNs - System.nanoTime()));
  }
}
