package busway.loops;

import static org.assertj.core.api.Assertions.assertThat;

import busway.testing.Wait;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventLoopsTest {

  private Vertx vertx;
  private EventLoops loops;

  @BeforeEach
  void start() {
    LoopTransport transport = new LoopTransport(TransportKind.AUTO, true);
    VertxOptions options = new VertxOptions().setEventLoopPoolSize(2);
    vertx = transport.install(Vertx.builder().with(options)).build();
    loops = EventLoops.start(vertx, transport, Duration.ofMillis(10));
  }

  @AfterEach
  void stop() throws Exception {
    loops.close();
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  private JsonObject loop(int i) {
    return loops.snapshot().getJsonObject(i);
  }

  private void await(String what, BooleanSupplier condition) {
    Wait.until(what + ", not " + loops.snapshot(), condition);
  }

  @Test
  void namesEachLoopAsItsThreadAndSortsThem() {
    assertThat(loops.names())
        .containsExactly("vert.x-eventloop-thread-0", "vert.x-eventloop-thread-1");
  }

  @Test
  void measuresEveryLoopAgainAndAgain() {
    await("lag of both", () -> loop(0).getDouble("lagMs") > 0 && loop(1).getDouble("lagMs") > 0);
  }

  @Test
  void seesTheBlockedLoopOnlyAndWhatWaitsForIt() {
    CountDownLatch release = new CountDownLatch(1);
    var blocked = ((VertxInternal) vertx).nettyEventLoopGroup().iterator().next();
    blocked.execute(
        () -> {
          try {
            release.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    blocked.execute(() -> {});
    try {
      await("lag of the blocked one", () -> loop(0).getDouble("lagMs") > 200);
      assertThat(loop(0).getDouble("lagMaxMs")).isGreaterThan(200);
      assertThat(loop(0).getInteger("pendingTasks")).isPositive();
      await("no lag of the other", () -> loop(1).getDouble("lagMs") < 200);
    } finally {
      release.countDown();
    }
    await("no lag any more", () -> loop(0).getDouble("lagMs") < 200);
  }

  @Test
  void showsTheCpuThatALoopBurns() {
    AtomicBoolean seen = new AtomicBoolean();
    var busy = ((VertxInternal) vertx).nettyEventLoopGroup().iterator().next();
    busy.execute(
        () -> {
          while (!seen.get()) {
            Thread.onSpinWait();
          }
        });
    try {
      await("use of a CPU", () -> loop(0).getDouble("utilisation") > 0.05);
    } finally {
      seen.set(true);
    }
  }
}
