package busway.deploy;

import busway.deploy.DeployException.Code;
import java.time.Duration;
import java.util.List;

/**
 * The steps of the changes that bring versions and instances. They block, on a thread of {@link
 * UserCode}; one change of a deployment at a time.
 */
final class Changes {

  private final Starts starts;
  private final Stops stops;
  private final Drains drains;
  private final Handover handover;
  private final News news;
  private final Duration drainTimeout;

  /**
   * Changes nothing yet.
   *
   * @param drainTimeout how long what is replaced may finish what it has
   */
  Changes(
      Starts starts,
      Stops stops,
      Drains drains,
      Handover handover,
      News news,
      Duration drainTimeout) {
    this.starts = starts;
    this.stops = stops;
    this.drains = drains;
    this.handover = handover;
    this.news = news;
    this.drainTimeout = drainTimeout;
  }

  void deploy(Change change, Deployment deployment, VerticleConfig config) {
    replace(change, deployment, config, false);
  }

  void redeploy(Change change, Deployment deployment, VerticleConfig config) {
    replace(change, deployment, config, deployment.state() == DeploymentState.RUNNING);
  }

  /** Starts the next version, and only then stops the one that serves. */
  private void replace(Change change, Deployment deployment, VerticleConfig config, boolean swap) {
    Generation old = deployment.generation();
    if (!swap) {
      deployment.starting(config);
      news.changed(deployment);
    }
    Generation next = up(change, deployment, config, swap);
    List<Instance> leaving = old == null ? List.of() : old.instances();
    if (swap) {
      handover.move(intakes(leaving), intakes(next.instances()));
    }
    List<Instance> coming = next.instances();
    deployment.serve(next);
    watch(deployment, next, coming);
    news.runs(deployment);
    if (old != null) {
      drains.drain(leaving, drainTimeout);
      stops.down(old, drainTimeout);
      deployment.left(leaving);
    }
  }

  private Generation up(Change change, Deployment deployment, VerticleConfig config, boolean held) {
    try {
      return change.starting(() -> starts.up(config, held));
    } catch (DeployException e) {
      throw failed(deployment, e);
    }
  }

  private static List<Intake> intakes(List<Instance> instances) {
    return instances.stream().map(Instance::intake).toList();
  }

  private DeployException failed(Deployment deployment, DeployException e) {
    deployment.failed(String.valueOf(e.getMessage()), e.problems());
    news.failed(deployment, e);
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
    stops.bury(instance);
    if (served) {
      news.died(deployment, why);
    }
  }

  void scale(Change change, Deployment deployment, VerticleConfig config) {
    Generation generation = deployment.generation();
    if (generation == null || deployment.state() != DeploymentState.RUNNING) {
      throw new DeployException(
          Code.CONFLICT, config.name() + ": does not run (expected: a redeploy)");
    }
    resize(generation, Math.max(config.instances(), generation.instances().size()));
    try {
      int more = config.instances() - generation.instances().size();
      if (more > 0) {
        grow(change, deployment, generation, more);
      } else {
        shrink(deployment, generation, config.instances());
      }
    } finally {
      resize(generation, generation.instances().size());
    }
    deployment.scaled(config);
    news.changed(deployment);
  }

  private static void resize(Generation generation, int instances) {
    WorkerThreads threads = generation.threads();
    if (threads != null) {
      threads.resize(instances);
    }
  }

  private void grow(Change change, Deployment deployment, Generation generation, int more) {
    try {
      List<Instance> started = change.starting(() -> starts.start(generation, more, false));
      watch(deployment, generation, started);
    } catch (DeployException e) {
      throw failed(deployment, e);
    }
  }

  private void shrink(Deployment deployment, Generation generation, int most) {
    List<Instance> leaving = generation.beyond(most);
    deployment.leave(generation, leaving);
    leaving.forEach(instance -> instance.intake().close());
    drains.drain(leaving, drainTimeout);
    stops.stop(generation, leaving, drainTimeout);
    deployment.left(leaving);
  }
}
