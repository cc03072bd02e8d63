package busway.loops;

import static org.assertj.core.api.Assertions.assertThat;

import busway.testing.Wait;
import busway.vertx.BusConsumers;
import io.vertx.core.ThreadingModel;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.impl.MessageConsumerImpl;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is relied on in Vert.x: two fields, and the lock of a consumer that is being registered. */
class BusConsumersTest {

  private final List<MessageConsumer<Object>> consumers = new ArrayList<>();

  @Test
  void everyConsumerOfAnAddressIsWrappedOnce() {
    try (TimedBus bus = new TimedBus(TimedBus.sampled(1))) {
      assertThat(new BusConsumers(bus.vertx()).found()).isTrue();
      for (int i = 0; i < 3; i++) {
        bus.deploy(
            "v" + i,
            ThreadingModel.EVENT_LOOP,
            on -> consumers.add(on.consumer("a", BusConsumersTest::reply)));
      }
      for (MessageConsumer<Object> consumer : consumers) {
        assertThat(((MessageConsumerImpl<Object>) consumer).getHandler())
            .isInstanceOf(TimedHandler.class);
        Wait.on(bus.bus().request("a", 1));
      }
      for (int i = 0; i < 3; i++) {
        bus.expectMessages("a", "v" + i, 1);
      }
    }
  }

  private static void reply(Message<Object> message) {
    message.reply(1);
  }
}
