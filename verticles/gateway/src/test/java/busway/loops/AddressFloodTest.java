package busway.loops;

import static org.assertj.core.api.Assertions.assertThat;

import busway.testing.Wait;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A hundred thousand addresses, each with a consumer that gets messages. */
class AddressFloodTest {

  private static final int ADDRESSES = 100_000;
  private static final int MIB = 1 << 20;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final AtomicInteger heard = new AtomicInteger();
  private final List<MessageConsumer<Object>> consumers = new ArrayList<>(ADDRESSES);

  @Test
  void makesFewSeriesAndLeavesNoMemoryBehind() {
    try (TimedBus bus = new TimedBus(TimedBus.sampled(64))) {
      bus.deploy("first", ThreadingModel.EVENT_LOOP, on -> on.consumer("early", m -> m.reply(1)));
      Wait.on(bus.bus().request("early", 1));
      bus.expectMessages("early", "first", 1);
      long before = usedBytes();
      flood(bus);
      Wait.until(
          "all are counted", () -> bus.messages("other", "flood") > ADDRESSES - 100, PATIENCE);
      assertBounded(bus);
      busy(bus);
      assertThat(bus.messages("late", "late")).isGreaterThan(0);
      assertThat(bus.messages("early", "first")).isEqualTo(1);
      assertBounded(bus);
      unregister();
      Wait.until("the memory is free again", () -> usedBytes() - before < 16 * MIB, PATIENCE);
    }
  }

  private void flood(TimedBus bus) {
    bus.deploy(
        "flood",
        ThreadingModel.EVENT_LOOP,
        on -> {
          for (int i = 0; i < ADDRESSES; i++) {
            consumers.add(on.consumer("flood." + i, message -> heard.incrementAndGet()));
          }
        });
    for (int i = 0; i < ADDRESSES; i++) {
      bus.bus().send("flood." + i, i);
    }
    Wait.until("all are heard", () -> heard.get() == ADDRESSES, PATIENCE);
  }

  private void unregister() {
    var unregistered = Future.all(consumers.stream().map(MessageConsumer::unregister).toList());
    Wait.until("all are unregistered", unregistered::succeeded, PATIENCE);
    consumers.clear();
  }

  /** Who comes after a flood and is busy has a label all the same. */
  private static void busy(TimedBus bus) {
    bus.deploy("late", ThreadingModel.EVENT_LOOP, on -> on.consumer("late", m -> m.reply(1)));
    List<Future<Message<Object>>> replies = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      replies.add(bus.bus().request("late", i));
    }
    Wait.on(Future.all(replies));
  }

  private static void assertBounded(TimedBus bus) {
    String text = bus.text();
    assertThat(text.lines().filter(line -> line.startsWith("busway_eventbus_handler_seconds_sum")))
        .hasSizeLessThanOrEqualTo(55);
    assertThat(text.lines().filter(line -> line.startsWith("busway_eventbus_queue_seconds_sum")))
        .hasSizeLessThanOrEqualTo(51);
  }

  private static long usedBytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
