package busway.deploy;

import io.vertx.core.Future;
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
  private final List<Future<?>> stops = new ArrayList<>();

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

  /** Notes that instances of it are being stopped. */
  synchronized void stops(Future<?> stop) {
    stops.removeIf(Future::isComplete);
    stops.add(stop);
  }

  /** Completes when all have stopped that were to stop. */
  synchronized Future<Void> stopped() {
    return Future.join(List.copyOf(stops)).mapEmpty();
  }

  /** The instances that are too many. */
  synchronized List<Instance> beyond(int most) {
    return List.copyOf(instances.subList(Math.min(most, instances.size()), instances.size()));
  }
}
