package busway.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import busway.testing.Wait;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Context;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LocalitiesTest {

  private static final int SENT = 20;

  private final VertxInternal vertx =
      (VertxInternal) Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
  private final Localities localities = new Localities(vertx);
  private final List<ContextInternal> loops = new ArrayList<>();
  private final List<String> heard = new CopyOnWriteArrayList<>();

  LocalitiesTest() {
    for (EventExecutor loop : vertx.nettyEventLoopGroup()) {
      loops.add(vertx.contextBuilder().withEventLoop((io.netty.channel.EventLoop) loop).build());
    }
  }

  @AfterEach
  void close() {
    Wait.on(vertx.close());
  }

  @Test
  void allTakeTheirTurnsUntilLoopsAreToldToKeepWhatTheySend() {
    consumer("first", loops.get(0));
    consumer("second", loops.get(1));
    assertThat(takenOf("first", loops.get(0))).isEqualTo(SENT / 2);
    localFirst(true);
    assertThat(takenOf("first", loops.get(0))).isEqualTo(SENT);
    assertThat(takenOf("first", loops.get(1))).isZero();
    localFirst(false);
    assertThat(takenOf("first", loops.get(1))).isEqualTo(SENT / 2);
  }

  @Test
  void consumersOfOneLoopTakeTheirTurns() {
    consumer("first", loops.get(0));
    consumer("second", loops.get(0));
    consumer("third", loops.get(1));
    localFirst(true);
    assertThat(takenOf("first", loops.get(0))).isEqualTo(SENT / 2);
    assertThat(takenOf("third", loops.get(0))).isZero();
  }

  @Test
  void whatALoopHasNoConsumerForGoesToTheOther() {
    consumer("first", loops.get(0));
    consumer("second", loops.get(0));
    localFirst(true);
    assertThat(takenOf("first", loops.get(1))).isEqualTo(SENT / 2);
  }

  @Test
  void aConsumerThatGoesIsReplacedByTheOther() {
    MessageConsumer<Object> first = consumer("first", loops.get(0));
    consumer("second", loops.get(1));
    consumer("third", loops.get(1));
    localFirst(true);
    Wait.on(first.unregister());
    assertThat(takenOf("second", loops.get(0))).isEqualTo(SENT / 2);
    assertThat(takenOf("third", loops.get(0))).isEqualTo(SENT / 2);
  }

  @Test
  void workersTakeTheirTurnsWithAll() {
    consumer("first", loops.get(0));
    consumer("worker", vertx.contextBuilder().withThreadingModel(ThreadingModel.WORKER).build());
    localFirst(true);
    assertThat(takenOf("worker", loops.get(0))).isEqualTo(SENT / 2);
  }

  @Test
  void whatComesFromNoLoopGoesToAllInTurn() throws InterruptedException {
    consumer("first", loops.get(0));
    consumer("second", loops.get(1));
    localFirst(true);
    heard.clear();
    send();
    Wait.until("all have arrived", () -> heard.size() == SENT);
    assertThat(heard).filteredOn("first"::equals).hasSize(SENT / 2);
  }

  private void localFirst(boolean now) {
    localities.all().forEach(locality -> locality.localFirst(now));
  }

  private MessageConsumer<Object> consumer(String name, Context context) {
    List<MessageConsumer<Object>> made = new CopyOnWriteArrayList<>();
    context.runOnContext(
        go -> {
          MessageConsumer<Object> consumer =
              vertx.eventBus().consumer("a", message -> heard.add(name));
          localities.applyTo("a");
          consumer.completion().onSuccess(done -> made.add(consumer));
        });
    Wait.until("it is registered", () -> !made.isEmpty());
    return made.get(0);
  }

  private long takenOf(String name, Context sender) {
    heard.clear();
    CountDownLatch sent = new CountDownLatch(1);
    sender.runOnContext(
        go -> {
          send();
          sent.countDown();
        });
    try {
      assertThat(sent.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    Wait.until("all have arrived", () -> heard.size() == SENT);
    return heard.stream().filter(name::equals).count();
  }

  private void send() {
    for (int i = 0; i < SENT; i++) {
      vertx.eventBus().send("a", i);
    }
  }
}
