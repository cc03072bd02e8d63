package busway.handover;

import static org.assertj.core.api.Assertions.assertThat;

import busway.deploy.Intake;
import busway.handover.Rig.Instance;
import busway.testing.Wait;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.internal.VertxInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an instance has and has not finished, whether or not its handlers are timed. */
class PendingTest {

  private static void expect(Intake intake, long pending) {
    Wait.until(pending + " pending, not " + intake.pending(), () -> intake.pending() == pending);
  }

  /** Asks, and has every reply awaited. */
  private static List<Future<Message<Object>>> ask(Rig rig, int requests) {
    List<Future<Message<Object>>> replies = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      replies.add(rig.bus().request("a", i));
    }
    return replies;
  }

  private static void answered(List<Future<Message<Object>>> replies) {
    replies.forEach(Wait::on);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void requestsArePendingUntilTheyAreAnswered(boolean timed) {
    try (Rig rig = new Rig(timed)) {
      Queue<Message<Object>> asked = new ConcurrentLinkedQueue<>();
      Instance instance =
          rig.deploy(false, vertx -> vertx.eventBus().consumer("a", asked::add).completion());
      List<Future<Message<Object>>> replies = ask(rig, 100);
      expect(instance.intake(), 100);
      Wait.until("all are asked", () -> asked.size() == 100);
      for (int left = 99; left >= 0; left--) {
        asked.remove().reply(1);
        expect(instance.intake(), left);
      }
      answered(replies);
      assertThat(instance.intake().delivered()).isEqualTo(100);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void requestsThatNobodyWaitsForAnyMoreAreNotPending(boolean timed) {
    try (Rig rig = new Rig(timed)) {
      Instance instance =
          rig.deploy(false, vertx -> vertx.eventBus().consumer("a", message -> {}).completion());
      var reply = rig.bus().request("a", 1, new DeliveryOptions().setSendTimeout(100));
      expect(instance.intake(), 1);
      Wait.until("it is not answered", reply::failed);
      expect(instance.intake(), 0);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void messagesArePendingWhileTheirConsumerIsPaused(boolean timed) {
    try (Rig rig = new Rig(timed)) {
      AtomicReference<MessageConsumer<Object>> consumer = new AtomicReference<>();
      Instance instance =
          rig.deploy(
              false,
              vertx -> {
                consumer.set(vertx.eventBus().consumer("a", message -> message.reply(1)));
                consumer.get().pause();
                return consumer.get().completion();
              });
      List<Future<Message<Object>>> replies = ask(rig, 20);
      expect(instance.intake(), 20);
      instance.intake().close();
      expect(instance.intake(), 20);
      consumer.get().resume();
      answered(replies);
      expect(instance.intake(), 0);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void messagesArePendingWhileAWorkerIsBusy(boolean timed) throws Exception {
    try (Rig rig = new Rig(timed)) {
      CountDownLatch gate = new CountDownLatch(1);
      Instance instance =
          rig.deploy(
              false,
              ThreadingModel.WORKER,
              vertx -> {
                vertx.eventBus().consumer("a", message -> pass(gate));
                return Future.succeededFuture();
              });
      for (int i = 0; i < 10; i++) {
        rig.bus().send("a", i);
      }
      expect(instance.intake(), 10);
      instance.intake().close();
      expect(instance.intake(), 10);
      gate.countDown();
      expect(instance.intake(), 0);
      assertThat(instance.intake().delivered()).isEqualTo(10);
    }
  }

  private static void pass(CountDownLatch gate) {
    try {
      assertThat(gate.await(Wait.SECONDS, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void messagesArePendingWhileVirtualThreadsAwaitSomething(boolean timed) {
    try (Rig rig = new Rig(timed)) {
      Promise<Void> gate = Promise.promise();
      Instance instance =
          rig.deploy(
              false,
              ThreadingModel.VIRTUAL_THREAD,
              vertx -> {
                vertx.eventBus().consumer("a", message -> Future.await(gate.future()));
                return Future.succeededFuture();
              });
      for (int i = 0; i < 10; i++) {
        rig.bus().send("a", i);
      }
      expect(instance.intake(), 10);
      instance.intake().close();
      expect(instance.intake(), 10);
      gate.complete();
      expect(instance.intake(), 0);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aConversationIsPendingWhileTheInstanceDrains(boolean timed) {
    try (Rig rig = new Rig(timed)) {
      Instance instance =
          rig.deploy(
              false,
              vertx ->
                  vertx
                      .eventBus()
                      .consumer(
                          "a",
                          message ->
                              message.replyAndRequest("and?").onSuccess(more -> more.reply("so")))
                      .completion());
      Message<Object> question = Wait.on(rig.bus().request("a", "?"));
      instance.intake().close();
      expect(instance.intake(), 1);
      assertThat(Wait.on(question.replyAndRequest("thus")).body()).isEqualTo("so");
      expect(instance.intake(), 0);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aConsumerThatIsGoneIsPendingUntilItsRequestsAreAnswered(boolean timed) {
    try (Rig rig = new Rig(timed)) {
      Queue<Message<Object>> asked = new ConcurrentLinkedQueue<>();
      AtomicReference<MessageConsumer<Object>> consumer = new AtomicReference<>();
      Instance instance =
          rig.deploy(
              false,
              vertx -> {
                consumer.set(vertx.eventBus().consumer("a", asked::add));
                return consumer.get().completion();
              });
      List<Future<Message<Object>>> replies = ask(rig, 3);
      Wait.until("all are asked", () -> asked.size() == 3);
      Wait.on(consumer.get().unregister());
      assertThat(instance.intake().addresses()).isEmpty();
      expect(instance.intake(), 3);
      asked.forEach(message -> message.reply(1));
      answered(replies);
      expect(instance.intake(), 0);
      assertThat(instance.intake().delivered()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aHandlerThatIsReplacedHoldsNothingUp(boolean timed) {
    try (Rig rig = new Rig(timed)) {
      AtomicReference<MessageConsumer<Object>> consumer = new AtomicReference<>();
      Instance instance =
          rig.deploy(
              false,
              vertx -> {
                consumer.set(vertx.eventBus().consumer("a", message -> message.reply(1)));
                consumer.get().handler(message -> message.reply(2));
                return consumer.get().completion();
              });
      answered(ask(rig, 10));
      instance.intake().close();
      expect(instance.intake(), 0);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anInstanceThatWasIdleIsDoneSoonAfterItIsClosed(boolean timed) {
    try (Rig rig = new Rig(timed)) {
      Instance instance = rig.deploy(false, Rig.answering("a", 1));
      assertThat(instance.intake().pending()).isZero();
      CountDownLatch gate = new CountDownLatch(1);
      // Something may yet come from a loop that is busy.
      ((VertxInternal) rig.vertx()).nettyEventLoopGroup().next().execute(() -> pass(gate));
      instance.intake().close();
      assertThat(instance.intake().pending()).isEqualTo(1);
      gate.countDown();
      expect(instance.intake(), 0);
      Wait.on(rig.vertx().undeploy(instance.id()));
    }
  }
}
