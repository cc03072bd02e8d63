package busway.loops;

import static org.assertj.core.api.Assertions.assertThat;

import busway.metrics.HandlersConfig;
import busway.testing.Wait;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HandlerTimesTest {

  private static final int SLOW_MS = 20;

  /** Spins, as a handler that computes does. */
  private static void spin(int ms) {
    long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
    while (System.nanoTime() < endNs) {
      Thread.onSpinWait();
    }
  }

  private static void request(TimedBus bus, String address, int times) {
    List<Future<Message<Object>>> replies = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      replies.add(bus.bus().request(address, i));
    }
    Wait.on(Future.all(replies));
  }

  @Test
  void theSlowHandlerAmongQuickOnesIsTheOneThatShows() {
    try (TimedBus bus = new TimedBus(TimedBus.sampled(1))) {
      for (String quick : new String[] {"a", "b", "c"}) {
        bus.deploy(
            quick,
            ThreadingModel.EVENT_LOOP,
            on -> on.consumer(quick, message -> message.reply(1)));
      }
      bus.deploy(
          "slow",
          ThreadingModel.EVENT_LOOP,
          on ->
              on.consumer(
                  "s",
                  message -> {
                    spin(SLOW_MS);
                    message.reply(1);
                  }));
      for (String address : new String[] {"a", "s", "b", "c"}) {
        request(bus, address, 10);
      }
      double slow = bus.seconds("s", "slow");
      assertThat(slow).isGreaterThanOrEqualTo(10 * SLOW_MS / 1e3);
      assertThat(bus.value(bucket("s", "slow", "0.01"))).isZero();
      for (String quick : new String[] {"a", "b", "c"}) {
        bus.expectMessages(quick, quick, 10);
        assertThat(bus.seconds(quick, quick)).isLessThan(slow);
      }
    }
  }

  private static String bucket(String address, String verticle, String bound) {
    return "eventbus_handler_seconds_bucket{address=\"%s\",verticle=\"%s\",le=\"%s\"}"
        .formatted(address, verticle, bound);
  }

  @Test
  void aTimedMessageStandsForThoseThatWereNot() {
    try (TimedBus bus = new TimedBus(TimedBus.sampled(8))) {
      bus.deploy("v", ThreadingModel.EVENT_LOOP, on -> on.consumer("a", m -> m.reply(1)));
      request(bus, "a", 2_000);
      Wait.until("all but a few are counted", () -> bus.messages("a", "v") > 2_000 - 16);
      assertThat(bus.messages("a", "v")).isLessThanOrEqualTo(2_000);
      assertThat(bus.value("eventbus_queue_seconds_count{address=\"a\"}")).isBetween(1.0, 2_000.0);
    }
  }

  @Test
  void everyMessageIsTimedWhileTheLagIsHigh() {
    try (TimedBus bus = new TimedBus(TimedBus.full(Duration.ofMillis(30)))) {
      bus.deploy(
          "v",
          ThreadingModel.EVENT_LOOP,
          on ->
              on.consumer(
                  "a",
                  (Message<Integer> message) -> {
                    spin(message.body() == 25 ? SLOW_MS : 0);
                    message.reply(1);
                  }));
      request(bus, "a", 1);
      bus.vertx().runOnContext(ignored -> spin(100));
      Wait.until("the lag is seen", () -> bus.value(full()) == 1);
      double before = bus.messages("a", "v");
      request(bus, "a", 50);
      bus.expectMessages("a", "v", before + 50);
      assertThat(bus.messages("a", "v") - bus.value(bucket("a", "v", "0.01")))
          .as("the only slow one of them")
          .isGreaterThanOrEqualTo(1);
    }
  }

  private static String full() {
    return "eventbus_timing_full{loop=\"vert.x-eventloop-thread-0\"}";
  }

  @Test
  void theWaitForABusyLoopIsQueueTime() throws Exception {
    try (TimedBus bus = new TimedBus(TimedBus.sampled(64))) {
      bus.deploy("v", ThreadingModel.EVENT_LOOP, on -> on.consumer("a", m -> m.reply(1)));
      CountDownLatch busy = new CountDownLatch(1);
      CountDownLatch sent = new CountDownLatch(1);
      bus.vertx().runOnContext(ignored -> blockAndSpin(busy, sent));
      busy.await(Wait.SECONDS, TimeUnit.SECONDS);
      Future<Message<Object>> reply = bus.bus().request("a", 1);
      sent.countDown();
      Wait.on(reply);
      assertThat(bus.value("eventbus_queue_seconds_count{address=\"a\"}")).isEqualTo(1);
      assertThat(bus.value("eventbus_queue_seconds_sum{address=\"a\"}"))
          .isGreaterThanOrEqualTo(SLOW_MS / 1e3);
    }
  }

  private static void blockAndSpin(CountDownLatch busy, CountDownLatch sent) {
    busy.countDown();
    try {
      sent.await(Wait.SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    spin(SLOW_MS);
  }

  @Test
  void workersAndVirtualThreadsAreTimedToo() {
    try (TimedBus bus = new TimedBus(TimedBus.sampled(64))) {
      bus.deploy("w", ThreadingModel.WORKER, on -> on.consumer("work", m -> m.reply(1)));
      bus.deploy(
          "v",
          ThreadingModel.VIRTUAL_THREAD,
          on -> on.consumer("virtual", m -> m.reply(bus.bus().request("work", 1).await().body())));
      request(bus, "virtual", 20);
      Wait.until("all have ended", () -> ended(bus, "virtual", "v") && ended(bus, "work", "w"));
      assertThat(bus.seconds("virtual", "v")).isGreaterThan(bus.seconds("work", "w"));
    }
  }

  private static boolean ended(TimedBus bus, String address, String verticle) {
    return bus.has(TimedBus.labels("eventbus_handler_seconds_count", address, verticle))
        && bus.messages(address, verticle) == 20;
  }

  @Test
  void whatRunsNowCanBeReadFromOutsideForEveryMessage() {
    try (TimedBus bus = new TimedBus(TimedBus.sampled(1_000_000))) {
      CurrentHandler current = bus.activity().handler();
      Semaphore seen = new Semaphore(0);
      bus.deploy(
          "holder",
          ThreadingModel.EVENT_LOOP,
          on ->
              on.consumer(
                  "held",
                  message -> {
                    seen.acquireUninterruptibly();
                    message.reply(1);
                  }));
      assertThat(current.address()).isNull();
      for (int i = 0; i < 3; i++) {
        Future<Message<Object>> reply = bus.bus().request("held", i);
        Wait.until("it runs", () -> "held".equals(current.address()));
        assertThat(current.verticle()).isEqualTo("holder");
        seen.release();
        Wait.on(reply);
        Wait.until("it has ended", () -> current.address() == null);
        assertThat(current.verticle()).isNull();
      }
    }
  }

  @Test
  void ordinaryVerticlesSeeNoDifference() {
    assertThat(conversation(TimedBus.sampled(2))).isEqualTo(conversation(off()));
  }

  @Test
  void nothingIsTimedWhereItIsSwitchedOff() {
    try (TimedBus bus = new TimedBus(off())) {
      bus.bus().consumer("a", message -> message.reply(1));
      request(bus, "a", 1);
      assertThat(bus.text()).doesNotContain("eventbus_handler_seconds", "eventbus_timing_full");
    }
  }

  private static HandlersConfig off() {
    HandlersConfig d = HandlersConfig.DEFAULTS;
    return new HandlersConfig(
        false, d.sample(), d.fullAbove(), d.fullBelow(), d.fullFor(), List.of(), 50);
  }

  /** Sends, publishes, requests, replies to replies, failures and faults, in their order. */
  private static List<String> conversation(HandlersConfig config) {
    List<String> heard = new CopyOnWriteArrayList<>();
    try (TimedBus bus = new TimedBus(config)) {
      bus.vertx().exceptionHandler(fault -> heard.add("fault"));
      bus.deploy(
          "v",
          ThreadingModel.EVENT_LOOP,
          on -> {
            on.consumer("a", message -> answer(heard, message));
            on.consumer("a", message -> answer(heard, message));
          });
      for (int i = 0; i < 20; i++) {
        DeliveryOptions options = new DeliveryOptions().addHeader("n", "h" + i);
        bus.bus().publish("a", "p" + i, options);
        var reply = bus.bus().<Object>request("a", "r" + i, options);
        Message<Object> first = Wait.on(reply);
        heard.add("reply " + first.body() + first.headers().get("n"));
        heard.add("again " + Wait.on(first.replyAndRequest("more")).body());
        var failure = bus.bus().request("a", "fail", options).otherwise(e -> null);
        Wait.on(failure);
      }
    }
    return heard;
  }

  private static void answer(List<String> heard, Message<Object> message) {
    heard.add(message.body() + message.headers().get("n") + message.isSend());
    if (message.body().equals("fail")) {
      message.fail(3, "no");
    } else if (message.replyAddress() != null) {
      message
          .replyAndRequest("to " + message.body(), new DeliveryOptions().addHeader("n", "x"))
          .onSuccess(more -> more.reply("and " + more.body()));
    } else {
      throw new IllegalStateException("a fault of the handler's");
    }
  }
}
