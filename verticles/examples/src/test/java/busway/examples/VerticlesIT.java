package busway.examples;

import static io.vertx.core.ThreadingModel.EVENT_LOOP;
import static io.vertx.core.ThreadingModel.WORKER;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VerticlesIT {

  private final Bus bus = new Bus();

  @AfterEach
  void close() {
    bus.close();
  }

  @Test
  void echoRepliesWithTheBody() {
    bus.deploy(EchoVerticle.class, EVENT_LOOP, 2, new JsonObject());
    Object[] bodies = {"text", 7, 1.5, true, null, new JsonObject().put("a", 1), new JsonArray()};
    for (Object body : bodies) {
      assertThat(bus.answer("echo", body)).isEqualTo(body);
    }
  }

  @Test
  void echoAnswersTheAddressOfItsConfig() {
    bus.deploy(EchoVerticle.class, EVENT_LOOP, 1, new JsonObject().put("address", "svc.echo"));
    assertThat(bus.answer("svc.echo", "x")).isEqualTo("x");
  }

  @Test
  void tickerPublishesTheTimeToAll() throws InterruptedException {
    BlockingQueue<JsonObject> ticks = new LinkedBlockingQueue<>();
    BlockingQueue<JsonObject> others = new LinkedBlockingQueue<>();
    bus.vertx.eventBus().<JsonObject>consumer("news", tick -> ticks.add(tick.body()));
    bus.vertx.eventBus().<JsonObject>consumer("news", tick -> others.add(tick.body()));
    long beforeMs = System.currentTimeMillis();
    bus.deploy(
        TickerVerticle.class,
        EVENT_LOOP,
        1,
        new JsonObject().put("address", "news").put("interval-ms", 5));
    for (long count = 1; count <= 3; count++) {
      JsonObject tick = ticks.poll(10, TimeUnit.SECONDS);
      assertThat(tick.getLong("count")).isEqualTo(count);
      assertThat(tick.getLong("nowMs")).isBetween(beforeMs, System.currentTimeMillis());
      assertThat(others.poll(10, TimeUnit.SECONDS)).isEqualTo(tick);
    }
  }

  @ParameterizedTest
  @EnumSource(ThreadingModel.class)
  void sleepRepliesAfterItsTimeOnAnyThread(ThreadingModel threads) {
    JsonObject config = new JsonObject().put("address", "svc.block").put("sleep-ms", 40);
    bus.deploy(SleepVerticle.class, threads, 1, config);
    long askedNs = System.nanoTime();
    assertThat(bus.answer("svc.block", "x")).isEqualTo("x");
    assertThat(System.nanoTime() - askedNs).isGreaterThanOrEqualTo(40_000_000);
  }

  @Test
  void instancesOnWorkerThreadsSleepSideBySide() {
    bus.deploy(SleepVerticle.class, WORKER, 10, new JsonObject().put("sleep-ms", 1_000));
    List<Future<Message<Object>>> requests = new ArrayList<>();
    long askedNs = System.nanoTime();
    for (int i = 0; i < 10; i++) {
      requests.add(bus.request("sleep", i));
    }
    requests.forEach(Bus::done);
    assertThat(System.nanoTime() - askedNs).isLessThan(10 * 1_000_000_000L);
  }
}
