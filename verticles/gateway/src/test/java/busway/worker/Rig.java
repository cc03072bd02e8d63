package busway.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import busway.metrics.ExpositionFormat;
import busway.metrics.GatewayMetrics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A real Vert.x with a worker verticle, and a client of its event bus. */
final class Rig implements AutoCloseable {

  final Vertx vertx = Vertx.vertx();
  final AtomicInteger replies = new AtomicInteger();

  final GatewayMetrics metrics = new GatewayMetrics();

  private final Map<String, PoolConfig> pools = new LinkedHashMap<>();
  private final Map<String, TaskConfig> tasks = new LinkedHashMap<>();
  private String deployment = "";

  Rig() {
    vertx
        .eventBus()
        .addOutboundInterceptor(
            delivery -> {
              if (delivery.message().address().startsWith("__vertx.reply")) {
                replies.incrementAndGet();
              }
              delivery.next();
            });
  }

  Rig pool(String name, PoolKind kind, int size, int queue) {
    pools.put(name, new PoolConfig(kind, size, queue));
    return this;
  }

  Rig task(String address, Class<? extends Task> main, String pool, long timeoutMs) {
    tasks.put(
        address, new TaskConfig(main.getName(), pool, Duration.ofMillis(timeoutMs), Map.of()));
    return this;
  }

  Rig stage(String address, String pool, long timeoutMs, boolean stubborn) {
    Map<String, Object> config = Map.of("name", address, "stubborn", stubborn);
    tasks.put(
        address, new TaskConfig(Stage.class.getName(), pool, Duration.ofMillis(timeoutMs), config));
    return this;
  }

  Rig start() {
    return start(Duration.ofMinutes(1));
  }

  Rig start(Duration drainTimeout) {
    WorkersConfig config = new WorkersConfig(pools, tasks);
    deployment =
        done(
            vertx.deployVerticle(
                new WorkerVerticle(config, getClass().getClassLoader(), metrics, drainTimeout)));
    return this;
  }

  Future<Void> stop() {
    return vertx.undeploy(deployment);
  }

  Future<Message<Object>> request(String address, @Nullable Object body) {
    return vertx
        .eventBus()
        .request(address, body, new DeliveryOptions().addHeader("h", "v").setSendTimeout(30_000));
  }

  @Nullable Object answer(String address, @Nullable Object body) {
    return done(request(address, body)).body();
  }

  JsonObject object(String address) {
    return (JsonObject) Objects.requireNonNull(answer(address, null), address);
  }

  ReplyException failure(String address, @Nullable Object body) {
    return failure(request(address, body));
  }

  /** The failure of a request that a task's code failed. */
  static ReplyException failure(Future<?> request) {
    ReplyException failure = catchThrowableOfType(ReplyException.class, () -> done(request));
    assertThat(failure.failureType()).isEqualTo(ReplyFailure.RECIPIENT_FAILURE);
    return failure;
  }

  static <T> T done(Future<T> future) {
    try {
      return future.await(20, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("nothing within 20 s", e);
    }
  }

  static void eventually(BooleanSupplier condition) {
    long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("not within 20 s").isLessThan(deadlineNs);
      Thread.onSpinWait();
    }
  }

  /** The sample that a scrape has of a meter of the pool. */
  double meter(String name, String pool) {
    String sample = "busway_" + name + "{pool=\"" + pool + "\"} ";
    return metrics
        .scrape(ExpositionFormat.PROMETHEUS)
        .lines()
        .filter(line -> line.startsWith(sample))
        .mapToDouble(line -> Double.parseDouble(line.substring(sample.length())))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no sample " + sample));
  }

  @Override
  public void close() {
    done(vertx.close());
    metrics.close();
  }
}
