package busway.deploy;

import busway.deploy.DeployException.Code;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Deployments by name: so many at most, with so many instances at most, counting those that a
 * change under way may start. From any thread.
 */
final class Roster {

  /** Names that a refusal tells. */
  private static final int TOLD = 10;

  private final DeploymentsConfig config;
  private final Map<String, Deployment> byName = new LinkedHashMap<>();
  private boolean closed;

  Roster(DeploymentsConfig config) {
    this.config = config;
  }

  /** The one with this name. */
  synchronized Optional<Deployment> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** All, in the order in which they were deployed. */
  synchronized List<Deployment> all() {
    return new ArrayList<>(byName.values());
  }

  /** Begins a change of one that is there. */
  synchronized Deployment begin(String name, Change change) {
    Deployment deployment = byName.get(name);
    if (deployment == null) {
      throw new DeployException(
          Code.NOT_FOUND, name + ": no such deployment (there are: " + some() + ")");
    }
    refuseIfClosed();
    deployment.begin(change);
    return deployment;
  }

  private String some() {
    if (byName.isEmpty()) {
      return "none";
    }
    String first = byName.keySet().stream().limit(TOLD).collect(Collectors.joining(", "));
    int more = byName.size() - TOLD;
    return more > 0 ? first + " and " + more + " more" : first;
  }

  /** Begins the first change under a name that nothing has, or that something has which failed. */
  synchronized Deployment claim(VerticleConfig verticle, Change change) {
    refuseIfClosed();
    Deployment there = byName.get(verticle.name());
    if (there == null && byName.size() >= config.maxDeployments()) {
      throw new DeployException(
          Code.LIMIT,
          "there are %d deployments (deployments.max-deployments)".formatted(byName.size()));
    }
    if (there != null && there.change() == null && there.state() != DeploymentState.FAILED) {
      throw new DeployException(
          Code.CONFLICT,
          verticle.name() + ": is deployed already (expected: another name, or a redeploy)");
    }
    Deployment deployment = there == null ? new Deployment(verticle, config.maxDrains()) : there;
    deployment.begin(change);
    try {
      reserve(deployment, verticle);
    } catch (DeployException e) {
      deployment.end(change);
      throw e;
    }
    byName.put(verticle.name(), deployment);
    return deployment;
  }

  /** Lets the change of {@code deployment} start the instances of {@code next}; not too many. */
  synchronized void reserve(Deployment deployment, VerticleConfig next) {
    int others =
        byName.values().stream()
            .filter(other -> other != deployment)
            .mapToInt(Deployment::mostInstances)
            .sum();
    if (others + next.instances() > config.maxInstances()) {
      throw new DeployException(
          Code.LIMIT,
          "%s: instances: %d (expected: at most %d, for others have %d of %d: deployments.max-instances)"
              .formatted(
                  next.name(),
                  next.instances(),
                  Math.max(0, config.maxInstances() - others),
                  others,
                  config.maxInstances()));
    }
    deployment.reserve(next.instances());
  }

  synchronized void forget(String name) {
    byName.remove(name);
  }

  /** Versions that were replaced and have not finished, of all of them. */
  synchronized long drains() {
    return byName.values().stream().mapToLong(deployment -> deployment.draining().size()).sum();
  }

  /** Takes no more, and begins no change. */
  synchronized void close() {
    closed = true;
  }

  private void refuseIfClosed() {
    if (closed) {
      throw new DeployException(Code.CONFLICT, "the gateway stops");
    }
  }
}
