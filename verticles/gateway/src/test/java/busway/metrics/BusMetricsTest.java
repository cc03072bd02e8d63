package busway.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import busway.testing.Wait;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BusMetricsTest {

  private final GatewayMetrics metrics = new GatewayMetrics();
  private final Vertx vertx = metrics.install(Vertx.builder()).build();
  private final EventBus bus = vertx.eventBus();

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
    metrics.close();
  }

  private double value(String series) {
    return Scraped.of(metrics).value(series);
  }

  private static void settle(Future<?> future) throws Exception {
    future.otherwiseEmpty().await(10, TimeUnit.SECONDS);
  }

  @Test
  void countsMessagesByKindAndWhetherAHandlerWasThere() throws Exception {
    bus.consumer("asked", message -> message.reply(1));
    settle(bus.request("asked", "q"));
    settle(bus.request("nobody", "q"));
    bus.publish("asked", "p");
    bus.publish("nobody", "p");

    assertThat(messages("send", "delivered")).isEqualTo(1);
    assertThat(messages("send", "no_handlers")).isEqualTo(1);
    assertThat(messages("reply", "delivered")).isEqualTo(1);
    assertThat(messages("publish", "delivered")).isEqualTo(1);
    assertThat(messages("publish", "no_handlers")).isEqualTo(1);
  }

  private double messages(String kind, String outcome) {
    return value(
        "busway_eventbus_messages_total{kind=\"" + kind + "\",outcome=\"" + outcome + "\"}");
  }

  @Test
  void countsWhyRequestsFail() throws Exception {
    bus.consumer("fails", message -> message.fail(42, "nope"));
    bus.consumer("silent", message -> {});
    settle(bus.request("fails", "q"));
    settle(bus.request("nobody", "q"));
    settle(bus.request("silent", "q", new DeliveryOptions().setSendTimeout(10)));

    for (String failure : new String[] {"recipient_failure", "no_handlers", "timeout"}) {
      assertThat(value("busway_eventbus_reply_failures_total{failure=\"" + failure + "\"}"))
          .as(failure)
          .isEqualTo(1);
    }
  }

  @Test
  void knowsHowManyHandlersThereAreAndHowManyMessagesWait() throws Exception {
    var one = bus.consumer("a", message -> message.reply(1));
    settle(bus.consumer("a", message -> message.reply(2)).completion());
    assertThat(value("busway_eventbus_handlers{kind=\"consumer\"}")).isEqualTo(2);

    settle(bus.request("a", "q"));
    settle(one.unregister());

    assertThat(value("busway_eventbus_handlers{kind=\"consumer\"}")).isEqualTo(1);
    assertThat(value("busway_eventbus_handlers{kind=\"reply\"}")).isZero();
    assertThat(value("busway_eventbus_deliveries_total")).isEqualTo(2);
    assertThat(value("busway_eventbus_pending")).isZero();
  }

  @Test
  void countsTheWorkOfThePoolsOfVertx() throws Exception {
    settle(vertx.executeBlocking(() -> 1));
    settle(vertx.createSharedWorkerExecutor("mine", 3).executeBlocking(() -> 1));
    settle(vertx.createSharedWorkerExecutor("mine", 3).executeBlocking(() -> 1));

    // A pool tells that a task has ended after it has told the task's result.
    String mine = "busway_worker_run_seconds_count{pool=\"mine\"}";
    String common = "busway_worker_run_seconds_count{pool=\"vert.x-worker-thread\"}";
    Wait.until("three tasks that have ended", () -> value(mine) + value(common) == 3);

    Scraped scraped = Scraped.of(metrics);
    assertThat(scraped.value(common)).isEqualTo(1);
    assertThat(scraped.value("busway_worker_queue_seconds_count{pool=\"mine\"}")).isEqualTo(2);
    assertThat(scraped.value("busway_worker_size{pool=\"mine\"}")).isEqualTo(3);
    assertThat(scraped.value("busway_worker_active{pool=\"mine\"}")).isZero();
  }

  @Test
  void boundsTheNamesOfPools() throws Exception {
    for (int i = 0; i < 100; i++) {
      settle(vertx.createSharedWorkerExecutor("pool-" + i, 1).executeBlocking(() -> 1));
    }

    Scraped scraped = Scraped.of(metrics);
    assertThat(scraped.series("busway_worker_active").size()).isLessThanOrEqualTo(51);
    assertThat(scraped.value("busway_worker_run_seconds_count{pool=\"other\"}")).isGreaterThan(40);
  }

  @Test
  void forgetsWhatWaitedForAPoolThatIsClosed() throws Exception {
    var pool = vertx.createSharedWorkerExecutor("short-lived", 1);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch held = new CountDownLatch(1);
    var running =
        pool.executeBlocking(
            () -> {
              begun.countDown();
              return held.await(10, TimeUnit.SECONDS);
            });
    for (int i = 0; i < 3; i++) {
      var unused = pool.executeBlocking(() -> 1, false);
    }
    begun.await();
    assertThat(value("busway_worker_queue_size{pool=\"short-lived\"}")).isEqualTo(3);

    settle(pool.close());
    settle(running);

    Scraped scraped = Scraped.of(metrics);
    assertThat(scraped.value("busway_worker_queue_size{pool=\"short-lived\"}")).isZero();
    Wait.until("nothing runs", () -> value("busway_worker_active{pool=\"short-lived\"}") == 0);
    assertThat(scraped.series("busway_worker_size"))
        .noneMatch(series -> series.contains("short-lived"));
  }

  @Test
  void countsAPoolThatIsMadeAgainWhereItWas() throws Exception {
    for (int size : new int[] {3, 5}) {
      var pool = vertx.createSharedWorkerExecutor("again", size);
      settle(pool.executeBlocking(() -> 1));
      assertThat(value("busway_worker_size{pool=\"again\"}")).isEqualTo(size);
      settle(pool.close());
    }

    assertThat(value("busway_worker_queue_seconds_count{pool=\"again\"}")).isEqualTo(2);
  }

  @Test
  void countsNoPoolsOfConnections() {
    VertxMeters meters = new VertxMeters(new BusMetrics(), new PoolTotals());

    assertThat(meters.createPoolMetrics("http", "example.org:443", 5)).isNull();
    assertThat(meters.createPoolMetrics("worker", "example.org:443", 5)).isNotNull();
  }

  @Test
  void countsVirtualThreadsAsAPoolWithoutASize() throws Exception {
    var verticle =
        new VerticleBase() {
          @Override
          public Future<?> start() {
            return Future.succeededFuture();
          }
        };
    settle(
        vertx.deployVerticle(
            verticle,
            new DeploymentOptions()
                .setThreadingModel(io.vertx.core.ThreadingModel.VIRTUAL_THREAD)));

    Wait.until("its end has been counted", this::hasCountedVirtualThreads);
    assertThat(Scraped.of(metrics).series("busway_worker_size"))
        .noneMatch(series -> series.contains("virtual"));
  }

  private boolean hasCountedVirtualThreads() {
    String count = "busway_worker_run_seconds_count{pool=\"vert.x-virtual-thread\"}";
    return Scraped.of(metrics).value(count) > 0;
  }
}
