package busway.deploy;

import busway.deploy.DeployException.Code;
import busway.metrics.DeploymentMetrics;
import busway.vertx.JsonTypes;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings versions of verticles up and down. Blocks: only on threads of {@link UserCode}. */
final class Stage implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Stage.class);
  private static final Duration GRACE = Duration.ofMillis(250);

  private final Vertx vertx;
  private final List<Loader> loaders;
  private final Handover handover;
  private final Duration startTimeout;
  private final Drains drains;
  private final UserCode code;
  private final Calls calls;
  private final AtomicLong numbers = new AtomicLong();

  Stage(
      Vertx vertx,
      List<Loader> loaders,
      Handover handover,
      Duration startTimeout,
      DeploymentMetrics metrics,
      UserCode code) {
    this.vertx = vertx;
    this.loaders = List.copyOf(loaders);
    this.handover = handover;
    this.startTimeout = startTimeout;
    this.drains = new Drains(metrics);
    this.code = code;
    this.calls = new Calls(vertx);
  }

  /** Loads a version and starts its instances; leaves nothing of it if that fails. */
  Generation up(VerticleConfig config, boolean held) {
    Version version = limited(config, () -> load(config), Version::close);
    Generation generation = new Generation(config, version, threads(config));
    try {
      start(generation, config.instances(), held);
    } catch (RuntimeException e) {
      down(generation, GRACE);
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
        limited(
            config, () -> make(generation.version(), count), late -> LOG.debug("late: {}", late));
    List<Instance> instances =
        made.stream().map(one -> new Instance(config.name(), one, handover, held)).toList();
    List<Future<Void>> starts =
        instances.stream().map(one -> one.begin(calls, options(generation))).toList();
    try {
      limited(config, Future.all(starts));
    } catch (RuntimeException e) {
      instances.forEach(instance -> instance.intake().close());
      stop(generation, instances, GRACE);
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

  /** Waits until they have finished what they have. */
  void drain(List<Instance> leaving, Duration limit) {
    drains.drain(leaving, limit);
  }

  /**
   * Waits until each of them has finished what it has, all at the same time.
   *
   * @return those that have not
   */
  Set<Instance> drainAll(List<List<Instance>> all, Duration limit) {
    return drains.drainAll(all, limit);
  }

  /** Shuts messages out, and waits a moment for what came since they were drained. */
  void finish(List<Instance> leaving, Set<Instance> busy) {
    leaving.forEach(instance -> instance.intake().close());
    drains.finish(leaving.stream().filter(instance -> !busy.contains(instance)).toList());
  }

  /** Ends all of it: its instances, its threads and its code. */
  void down(Generation generation, Duration limit) {
    Future<Void> stopped = stop(generation, generation.instances(), limit);
    if (stopped.isComplete()) {
      free(generation, limit);
    } else {
      stopped.onComplete(late -> code.run(() -> free(generation, startTimeout)));
    }
  }

  /** Stops some of its instances, and waits for them; for those that hang only so long. */
  Future<Void> stop(Generation generation, List<Instance> instances, Duration limit) {
    Future<Void> stopped =
        Future.join(instances.stream().map(one -> one.end(calls)).toList()).mapEmpty();
    if (!awaited(stopped, limit)) {
      instances.forEach(Instance::giveUpStop);
      WorkerThreads threads = generation.threads();
      if (threads != null) {
        threads.interrupt();
      }
      if (!awaited(stopped, GRACE)) {
        LOG.warn(
            "verticle {}: its threads do not come back; what it holds is freed when they do",
            generation.config().name());
      }
    }
    return stopped;
  }

  /** Cleans up after one that has died by itself. */
  void bury(Instance instance) {
    instance.intake().close();
    instance.end(calls);
  }

  private @Nullable Void free(Generation generation, Duration limit) {
    WorkerThreads threads = generation.threads();
    if (threads != null) {
      threads.close();
    }
    Version version = generation.version();
    Future<?> closed =
        code.run(
            () -> {
              version.close();
              JsonTypes.forget();
              return true;
            });
    closed.onFailure(
        e ->
            LOG.warn(
                "verticle {}: its code cannot be freed: {}",
                generation.config().name(),
                StartException.reason(e)));
    awaited(closed, limit);
    return null;
  }

  /** Whether it ends within the limit. */
  static boolean awaited(Future<?> future, Duration limit) {
    try {
      UserCode.await(future, limit);
    } catch (InterruptedException e) {
      LOG.debug("awaited no longer", e);
    } catch (Exception e) {
      LOG.debug("awaited", e);
    }
    return future.isComplete();
  }

  private <T> T limited(
      VerticleConfig config,
      java.util.concurrent.Callable<T> work,
      java.util.function.Consumer<T> late) {
    Future<T> result = code.run(work);
    try {
      return limited(config, result);
    } catch (RuntimeException e) {
      result.onSuccess(late::accept);
      throw e;
    }
  }

  private <T> T limited(VerticleConfig config, Future<T> result) {
    String name = "verticle " + config.name() + " (" + config.main() + "): ";
    try {
      return UserCode.await(result, startTimeout);
    } catch (TimeoutException e) {
      throw new DeployException(
          Code.TIMEOUT,
          name + "did not start within " + startTimeout.toMillis() + " ms (startup.timeout)");
    } catch (LoadException e) {
      throw new DeployException(Code.FAILED, name + e.getMessage(), e.problems());
    } catch (DeployException e) {
      throw e;
    } catch (InterruptedException e) {
      throw new DeployException(Code.FAILED, name + "was given up, for the gateway stops");
    } catch (Exception e) {
      throw new DeployException(
          Code.FAILED,
          name + "did not start: " + StartException.reason(e),
          Problems.of(e, config.main()));
    }
  }

  void move(List<Instance> from, List<Instance> to) {
    handover.move(
        from.stream().map(Instance::intake).toList(), to.stream().map(Instance::intake).toList());
  }

  @Override
  public void close() {
    calls.close();
  }
}
