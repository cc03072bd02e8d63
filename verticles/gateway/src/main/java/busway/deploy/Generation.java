package busway.deploy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One version of a deployment's code and the instances made of it. The list is used by whoever
 * changes the deployment; others get copies.
 */
final class Generation {

  private final VerticleConfig config;
  private final Version version;
  private final @Nullable WorkerThreads threads;
  private final List<Instance> instances = new ArrayList<>();

  Generation(VerticleConfig config, Version version, @Nullable WorkerThreads threads) {
    this.config = config;
    this.version = version;
    this.threads = threads;
  }

  VerticleConfig config() {
    return config;
  }

  Version version() {
    return version;
  }

  @Nullable WorkerThreads threads() {
    return threads;
  }

  synchronized List<Instance> instances() {
    return List.copyOf(instances);
  }

  synchronized void add(List<Instance> started) {
    instances.addAll(started);
  }

  synchronized boolean remove(Instance instance) {
    return instances.remove(instance);
  }

  /** The instances that are too many. */
  synchronized List<Instance> beyond(int most) {
    return List.copyOf(instances.subList(Math.min(most, instances.size()), instances.size()));
  }
}
