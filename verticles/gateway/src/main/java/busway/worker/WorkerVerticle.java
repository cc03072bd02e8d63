package busway.worker;

import busway.metrics.GatewayMetrics;
import busway.tracing.TaskTraces;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Runs the tasks: one consumer a task, and the pools. Deployed once, on an event loop.
 *
 * <p>Undeploying it refuses new requests, fails those that wait for a thread, lets those that run
 * finish for as long as {@code drainTimeout}, then fails and interrupts them.
 */
public final class WorkerVerticle extends VerticleBase {

  private final WorkersConfig config;
  private final ClassLoader classes;
  private final GatewayMetrics metrics;
  private final Duration drainTimeout;
  private final TaskTraces traces;
  private final Map<String, Pool> pools = new HashMap<>();

  private List<TaskConsumer> consumers = List.of();

  /**
   * Makes the verticle.
   *
   * @param classes where the tasks' classes are
   * @param drainTimeout how long running tasks may go on once it is undeployed
   */
  public WorkerVerticle(
      WorkersConfig config, ClassLoader classes, GatewayMetrics metrics, Duration drainTimeout) {
    this(config, classes, metrics, drainTimeout, TaskTraces.NONE);
  }

  /** Makes the verticle, and the spans of what its tasks do. */
  public WorkerVerticle(
      WorkersConfig config,
      ClassLoader classes,
      GatewayMetrics metrics,
      Duration drainTimeout,
      TaskTraces traces) {
    this.config = config;
    this.classes = classes;
    this.metrics = metrics;
    this.drainTimeout = drainTimeout;
    this.traces = traces;
  }

  @Override
  public Future<?> start() {
    config.pools().forEach((name, pool) -> pools.put(name, new Pool(name, pool, classes, metrics)));
    return vertx.executeBlocking(this::load).compose(this::register);
  }

  private List<TaskConsumer> load() {
    TaskLoader loader = new TaskLoader(classes);
    return config.tasks().entrySet().stream()
        .map(task -> consumer(task.getKey(), task.getValue(), loader))
        .toList();
  }

  private TaskConsumer consumer(String address, TaskConfig task, TaskLoader loader) {
    Pool pool = Objects.requireNonNull(pools.get(task.pool()), task.pool());
    return new TaskConsumer(
        address, loader.load(address, task), task.timeout(), pool, vertx, traces);
  }

  private Future<?> register(List<TaskConsumer> loaded) {
    consumers = loaded;
    return Future.all(consumers.stream().map(TaskConsumer::register).toList());
  }

  @Override
  public Future<?> stop() {
    consumers.forEach(TaskConsumer::stopTaking);
    pools.values().forEach(pool -> pool.shut().forEach(Work::cancel));
    return arrivals().compose(arrived -> unregister()).eventually(this::drain);
  }

  /** Completes once what had been sent to this event loop before has arrived. */
  private Future<Void> arrivals() {
    Promise<Void> arrived = Promise.promise();
    vertx.runOnContext(arrived::complete);
    return arrived.future();
  }

  private Future<?> unregister() {
    return Future.join(consumers.stream().map(TaskConsumer::unregister).toList());
  }

  private Future<Void> drain() {
    Promise<Void> drained = Promise.promise();
    long bound = vertx.setTimer(Math.max(1, drainTimeout.toMillis()), timer -> interrupt(drained));
    Future.all(pools.values().stream().map(Pool::ended).toList())
        .onComplete(
            ended -> {
              vertx.cancelTimer(bound);
              drained.tryComplete();
            });
    return drained.future();
  }

  private void interrupt(Promise<Void> drained) {
    pools.values().forEach(pool -> pool.running().forEach(Work::cancel));
    drained.tryComplete();
  }
}
