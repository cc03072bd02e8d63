package busway.loops;

import static org.assertj.core.api.Assertions.assertThat;

import busway.testing.Wait;
import io.vertx.core.ThreadingModel;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.MessageConsumerOptions;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QueueTimerTest {

  private static final int BUFFERED = 4;

  private final TimedBus bus = new TimedBus(TimedBus.sampled(1));
  private final AtomicInteger heard = new AtomicInteger();
  private final AtomicReference<MessageConsumer<Object>> consumer = new AtomicReference<>();

  @AfterEach
  void stop() {
    bus.close();
  }

  private void register(EventBus on) {
    MessageConsumerOptions options =
        new MessageConsumerOptions().setAddress("a").setMaxBufferedMessages(BUFFERED);
    consumer.set(
        on.consumer(
            options,
            message -> {
              heard.incrementAndGet();
              message.reply(1);
            }));
  }

  private double count() {
    return bus.value("eventbus_queue_seconds_count{address=\"a\"}");
  }

  private double seconds() {
    return bus.value("eventbus_queue_seconds_sum{address=\"a\"}");
  }

  @Test
  void everyWaitIsTimedWhereOneMessageComesAfterTheOther() {
    bus.deploy("v", ThreadingModel.EVENT_LOOP, this::register);
    for (int i = 0; i < 50; i++) {
      Wait.on(bus.bus().request("a", i));
    }
    assertThat(count()).isEqualTo(50);
  }

  @Test
  void theTimeThatAConsumerIsPausedCounts() {
    bus.deploy("v", ThreadingModel.EVENT_LOOP, this::register);
    consumer.get().pause();
    long startNs = System.nanoTime();
    var reply = bus.bus().request("a", 1);
    Wait.until("a while has passed", () -> System.nanoTime() - startNs > 20_000_000);
    consumer.get().resume();
    Wait.on(reply);
    long repliedNs = System.nanoTime();
    assertThat(count()).isEqualTo(1);
    assertThat(seconds()).isGreaterThan(0.01).isLessThan((repliedNs - startNs) / 1e9);
  }

  @Test
  void timingGoesOnAfterMessagesWereDiscarded() {
    bus.deploy("v", ThreadingModel.EVENT_LOOP, this::register);
    consumer.get().pause();
    for (int i = 0; i < 5 * BUFFERED; i++) {
      bus.bus().send("a", i);
    }
    Wait.until("some are discarded", () -> bus.value("eventbus_discarded_total") >= 3 * BUFFERED);
    consumer.get().resume();
    Wait.on(bus.bus().request("a", 1));
    double before = count();
    for (int i = 0; i < 20; i++) {
      Wait.on(bus.bus().request("a", i));
    }
    assertThat(count() - before).isGreaterThanOrEqualTo(20);
    assertThat(heard.get()).isGreaterThan(20);
  }
}
