package busway.deploy;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Undeploys: one of many, or all of them at the end. Blocks: only on threads of {@link UserCode}.
 */
final class Departures {

  private final Stops stops;
  private final Drains drains;
  private final News news;
  private final Duration drainTimeout;

  /**
   * Undeploys nothing yet.
   *
   * @param drainTimeout how long each may finish what it has
   */
  Departures(Stops stops, Drains drains, News news, Duration drainTimeout) {
    this.stops = stops;
    this.drains = drains;
    this.news = news;
    this.drainTimeout = drainTimeout;
  }

  /** Has one finish what it has, and ends it and all versions before it. */
  void undeploy(Deployment deployment) {
    Generation generation = deployment.generation();
    leaves(deployment);
    if (generation != null) {
      List<Instance> leaving = generation.instances();
      leaving.forEach(instance -> instance.intake().close());
      drains.drain(leaving, drainTimeout);
      down(deployment, generation, drainTimeout);
    }
    deployment.draining().forEach(change -> UserCode.awaited(change.end(), drainTimeout));
    gone(deployment);
  }

  private void leaves(Deployment deployment) {
    deployment.leaves();
    news.changed(deployment);
  }

  private void down(Deployment deployment, Generation generation, Duration limit) {
    List<Instance> leaving = generation.instances();
    stops.down(generation, limit);
    deployment.leave(generation, leaving);
    deployment.left(leaving);
  }

  private void gone(Deployment deployment) {
    deployment.gone();
    news.gone(deployment);
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
        .forEach(change -> UserCode.awaited(change, left(endNs)));
    deployments.forEach(this::leaves);
    Duration most = left(endNs).multipliedBy(3).dividedBy(4);
    Set<Instance> busy =
        drains.drainAll(
            deployments.stream().map(Deployment::instances).toList(), shorter(drainTimeout, most));
    deployments.forEach(deployment -> stop(deployment, busy, endNs));
  }

  /** One that does not stop has half of the time that is left, and so do others after it. */
  private void stop(Deployment deployment, Set<Instance> busy, long endNs) {
    deployment.draining().stream()
        .map(Change::hurry)
        .toList()
        .forEach(change -> UserCode.awaited(change, left(endNs).dividedBy(2)));
    Generation generation = deployment.generation();
    if (generation != null) {
      finish(generation.instances(), busy);
      down(deployment, generation, shorter(drainTimeout, left(endNs).dividedBy(2)));
    }
    gone(deployment);
  }

  /** Shuts messages out, and waits a moment for what came since they were drained. */
  private void finish(List<Instance> leaving, Set<Instance> busy) {
    leaving.forEach(instance -> instance.intake().close());
    drains.finish(leaving.stream().filter(instance -> !busy.contains(instance)).toList());
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Duration left(long endNs) {
    return Duration.ofNanos(Math.max(0, endNs - System.nanoTime()));
  }
}
