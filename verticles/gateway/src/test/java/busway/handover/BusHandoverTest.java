package busway.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import busway.handover.Rig.Instance;
import busway.metrics.HandlerTimer;
import busway.testing.Wait;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class BusHandoverTest {

  @Test
  void anInstanceThatIsHeldGetsNothingUntilItIsOpened() {
    try (Rig rig = new Rig(true)) {
      Instance old = rig.deploy(false, Rig.answering("a", 1));
      Instance next = rig.deploy(true, Rig.answering("a", 2));
      for (int i = 0; i < 5; i++) {
        assertThat(rig.ask("a")).isEqualTo(1);
      }
      assertThat(next.intake().addresses()).containsExactly("a");
      assertThat(next.intake().delivered()).isZero();
      next.intake().open();
      assertThat(List.of(rig.ask("a"), rig.ask("a"))).containsExactlyInAnyOrder(1, 2);
      old.intake().close();
      assertThat(List.of(rig.ask("a"), rig.ask("a"))).containsExactly(2, 2);
    }
  }

  @Test
  void anAddressThatOnlyAHeldInstanceHasIsNobodys() {
    try (Rig rig = new Rig(true)) {
      Instance next = rig.deploy(true, Rig.answering("a", 2));
      assertThatThrownBy(() -> rig.ask("a")).hasMessageContaining("No handlers");
      next.intake().open();
      assertThat(rig.ask("a")).isEqualTo(2);
      next.intake().close();
      assertThatThrownBy(() -> rig.ask("a")).hasMessageContaining("No handlers");
    }
  }

  @Test
  void whatComesWhileAConsumerIsBeingHeldBackGoesToTheOthers() {
    AtomicBoolean racing = new AtomicBoolean();
    AtomicReference<Future<Message<Object>>> reply = new AtomicReference<>();
    AtomicInteger heard = new AtomicInteger();
    try (Rig rig =
        new Rig(
            bus ->
                address -> {
                  if (racing.get()) {
                    // One of the two is for the consumer that is being registered.
                    reply.set(
                        bus.request(address, "?").eventually(() -> bus.request(address, "?")));
                    bus.publish(address, "!");
                  }
                  return HandlerTimer.NONE;
                })) {
      rig.deploy(false, vertx -> listening(vertx, 1, heard));
      racing.set(true);
      Instance next = rig.deploy(true, vertx -> listening(vertx, 2, heard));
      racing.set(false);
      assertThat(Wait.on(reply.get()).body()).isEqualTo(1);
      assertThat(rig.ask("a")).isEqualTo(1);
      assertThat(heard).hasValue(1);
      next.intake().close();
      Wait.until("nothing is pending", () -> next.intake().pending() == 0);
      assertThat(next.intake().delivered()).isZero();
    }
  }

  private static Future<?> listening(Vertx vertx, int version, AtomicInteger heard) {
    return vertx
        .eventBus()
        .consumer(
            "a",
            message -> {
              if (message.body().equals("!")) {
                heard.incrementAndGet();
              } else {
                message.reply(version);
              }
            })
        .completion();
  }

  @Test
  void aMessageThatCameWhileItsOnlyConsumerWasHeldBackFails() {
    AtomicReference<Future<Message<Object>>> reply = new AtomicReference<>();
    try (Rig rig =
        new Rig(
            bus ->
                address -> {
                  reply.set(bus.request(address, "?"));
                  return HandlerTimer.NONE;
                })) {
      rig.deploy(true, Rig.answering("a", 1));
      assertThatThrownBy(() -> Wait.on(reply.get())).hasMessageContaining("No handlers");
    }
  }

  @Test
  void everyMessageReachesExactlyOneSideWhileAddressesMove() throws Exception {
    try (Rig rig = new Rig(true)) {
      AtomicInteger heard = new AtomicInteger();
      AtomicInteger published = new AtomicInteger();
      ConcurrentLinkedQueue<Future<Message<Object>>> replies = new ConcurrentLinkedQueue<>();
      AtomicBoolean over = new AtomicBoolean();
      Instance serving = rig.deploy(false, vertx -> listening(vertx, 0, heard));
      // A loop, for it can be waited for: a thread that is not let run in a send may be late.
      ContextInternal loop = ((VertxInternal) rig.vertx()).createEventLoopContext();
      Thread sender =
          Thread.ofPlatform()
              .start(
                  () -> {
                    while (!over.get()) {
                      Promise<Message<Object>> reply = Promise.promise();
                      replies.add(reply.future());
                      loop.runOnContext(
                          ignored -> {
                            rig.bus().<Object>request("a", "?").onComplete(reply);
                            for (int i = 0; i < 10; i++) {
                              rig.bus().publish("a", "!");
                              published.incrementAndGet();
                            }
                          });
                      Wait.until("an answer", reply.future()::isComplete);
                    }
                  });
      for (int version = 1; version <= 10; version++) {
        int number = version;
        Instance next = rig.deploy(true, vertx -> listening(vertx, number, heard));
        int before = published.get();
        Wait.until("more is sent", () -> published.get() > before + 50);
        rig.handover().move(List.of(serving.intake()), List.of(next.intake()));
        rig.stop(serving);
        serving = next;
      }
      over.set(true);
      sender.join();
      int last = -1;
      for (Future<Message<Object>> reply : replies) {
        int version = (Integer) Wait.on(reply).body();
        assertThat(version).isGreaterThanOrEqualTo(last);
        last = version;
      }
      assertThat(last).isEqualTo(10);
      Instance end = serving;
      Wait.until("all was heard", () -> end.intake().pending() == 0);
      assertThat(heard).hasValue(published.get());
    }
  }

  @Test
  void consumersOfVerticlesThatAVerticleDeployedAreItsOwn() {
    assertThat(Instances.knowsChildren()).isTrue();
    try (Rig rig = new Rig(true)) {
      Instance old = rig.deploy(false, parent(1));
      Instance next = rig.deploy(true, parent(2));
      assertThat(next.intake().addresses()).containsExactly("a", "b");
      assertThat(rig.ask("b")).isEqualTo(1);
      rig.handover().move(List.of(old.intake()), List.of(next.intake()));
      assertThat(rig.ask("a")).isEqualTo(2);
      assertThat(rig.ask("b")).isEqualTo(2);
      rig.stop(old);
      assertThat(rig.ask("b")).isEqualTo(2);
    }
  }

  private static Function<Vertx, Future<?>> parent(int version) {
    return vertx ->
        Rig.answering("a", version)
            .apply(vertx)
            .compose(ignored -> vertx.deployVerticle(Rig.verticle(Rig.answering("b", version))));
  }

  @Test
  void consumersThatComeLaterAreLetInWhileTheInstanceIsOpenOnly() {
    try (Rig rig = new Rig(true)) {
      List<MessageConsumer<Object>> consumers = new ArrayList<>();
      Instance instance =
          rig.deploy(
              false,
              vertx -> {
                vertx
                    .eventBus()
                    .consumer(
                        "more",
                        message -> {
                          consumers.add(
                              vertx
                                  .eventBus()
                                  .consumer((String) message.body(), asked -> asked.reply("late")));
                          message.reply("done");
                        });
                return Future.succeededFuture();
              });
      Wait.on(rig.bus().request("more", "b"));
      assertThat(rig.ask("b")).isEqualTo("late");
      assertThat(instance.intake().addresses()).containsExactly("b", "more");
      Wait.on(consumers.getFirst().unregister());
      assertThat(instance.intake().addresses()).containsExactly("more");
      assertThat(instance.intake().delivered()).isEqualTo(2);
      Future<Message<Object>> done = rig.bus().request("more", "c");
      instance.intake().close();
      Wait.on(done);
      assertThatThrownBy(() -> rig.ask("c")).hasMessageContaining("No handlers");
    }
  }

  @Test
  void theRequestsThatAStoppedInstanceLeavesOpenFailAtOnce() {
    try (Rig rig = new Rig(true)) {
      AtomicReference<Message<Object>> open = new AtomicReference<>();
      Instance instance =
          rig.deploy(false, vertx -> vertx.eventBus().consumer("a", open::set).completion());
      Future<Message<Object>> reply = rig.bus().request("a", "?");
      Wait.until("it is asked", () -> open.get() != null);
      instance.intake().close();
      assertThat(instance.intake().pending()).isEqualTo(1);
      Wait.on(rig.vertx().undeploy(instance.id()));
      assertStopped(reply);
    }
  }

  @Test
  void theMessagesThatAStoppedInstanceLeavesInItsQueueFailAtOnce() {
    try (Rig rig = new Rig(true)) {
      AtomicReference<MessageConsumer<Object>> consumer = new AtomicReference<>();
      Instance instance =
          rig.deploy(
              false,
              vertx -> {
                consumer.set(vertx.eventBus().consumer("a", message -> message.reply(1)));
                consumer.get().pause();
                return consumer.get().completion();
              });
      Future<Message<Object>> reply = rig.bus().request("a", "?");
      Wait.until("it is asked", () -> instance.intake().pending() == 1);
      instance.intake().close();
      Wait.on(rig.vertx().undeploy(instance.id()));
      assertStopped(reply);
    }
  }

  private static void assertStopped(Future<Message<Object>> reply) {
    Wait.until("it fails", reply::failed);
    assertThat(reply.cause())
        .isInstanceOfSatisfying(
            ReplyException.class,
            failure -> {
              assertThat(failure.failureCode()).isEqualTo(503);
              assertThat(failure).hasMessage("the verticle that served a was stopped");
            });
  }

  @Test
  void anInstanceThatDoesNotStartLeavesNothingBehind() {
    try (Rig rig = new Rig(true)) {
      Instance old = rig.deploy(false, Rig.answering("a", 1));
      assertThatThrownBy(
              () ->
                  rig.deploy(
                      true,
                      vertx -> {
                        vertx.eventBus().consumer("a", message -> message.reply(2));
                        vertx.eventBus().consumer("b", message -> message.reply(2));
                        throw new IllegalStateException("no database");
                      }))
          .hasMessageContaining("no database");
      for (int i = 0; i < 5; i++) {
        assertThat(rig.ask("a")).isEqualTo(1);
      }
      assertThatThrownBy(() -> rig.ask("b")).hasMessageContaining("No handlers");
      assertThat(old.intake().delivered()).isEqualTo(5);
    }
  }
}
