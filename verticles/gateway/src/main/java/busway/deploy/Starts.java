package busway.deploy;

import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads versions of verticles and starts their instances. Blocks: only on threads of {@link
 * UserCode}.
 */
final class Starts {

  private static final Logger LOG = LoggerFactory.getLogger(Starts.class);

  private final Vertx vertx;
  private final List<Loader> loaders;
  private final Handover handover;
  private final StartBound bound;
  private final Calls calls;
  private final Stops stops;
  private final AtomicLong numbers = new AtomicLong();

  /**
   * Starts nothing yet.
   *
   * @param stops stops what has started where not all of it does
   */
  Starts(
      Vertx vertx,
      List<Loader> loaders,
      Handover handover,
      StartBound bound,
      Calls calls,
      Stops stops) {
    this.vertx = vertx;
    this.loaders = List.copyOf(loaders);
    this.handover = handover;
    this.bound = bound;
    this.calls = calls;
    this.stops = stops;
  }

  /** Loads a version and starts its instances; leaves nothing of it if that fails. */
  Generation up(VerticleConfig config, boolean held) {
    Version version = bound.run(config, () -> load(config), Version::close);
    Generation generation = new Generation(config, version, threads(config));
    try {
      start(generation, config.instances(), held);
    } catch (RuntimeException e) {
      stops.down(generation, Stops.GRACE);
      throw e;
    }
    return generation;
  }

  private Version load(VerticleConfig config) {
    return loaders.stream()
        .filter(loader -> loader.loads(config.main()))
        .findFirst()
        .orElseThrow(() -> new LoadException("is nothing that can be loaded"))
        .load(config);
  }

  private @Nullable WorkerThreads threads(VerticleConfig config) {
    return config.threading() == Threading.WORKER
        ? new WorkerThreads(vertx, config.name(), numbers.incrementAndGet(), config.instances())
        : null;
  }

  /** Starts so many more; if one fails none of them is left. */
  List<Instance> start(Generation generation, int count, boolean held) {
    VerticleConfig config = generation.config();
    List<Deployable> made =
        bound.run(
            config, () -> make(generation.version(), count), late -> LOG.debug("late: {}", late));
    List<Instance> instances =
        made.stream().map(one -> new Instance(config.name(), one, handover, held)).toList();
    List<Future<Void>> starts =
        instances.stream().map(one -> one.begin(calls, options(generation))).toList();
    try {
      bound.await(config, Future.all(starts));
    } catch (RuntimeException e) {
      instances.forEach(instance -> instance.intake().close());
      stops.end(generation, instances, Stops.GRACE);
      throw e;
    }
    if (!held) {
      instances.forEach(instance -> instance.intake().open());
    }
    generation.add(instances);
    return instances;
  }

  private static List<Deployable> make(Version version, int count) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(version.classLoader());
    try {
      List<Deployable> made = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        made.add(version.instance());
      }
      return made;
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static DeploymentOptions options(Generation generation) {
    VerticleConfig config = generation.config();
    DeploymentOptions options =
        new DeploymentOptions()
            .setClassLoader(generation.version().classLoader())
            .setThreadingModel(config.threading().model())
            .setConfig(new JsonObject(config.config()).copy());
    WorkerThreads threads = generation.threads();
    return threads == null ? options : threads.of(options);
  }
}
