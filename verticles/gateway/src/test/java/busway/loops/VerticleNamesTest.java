package busway.loops;

import static org.assertj.core.api.Assertions.assertThat;

import busway.testing.Wait;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VerticleNamesTest {

  private final TimedBus bus = new TimedBus(TimedBus.sampled(64));

  @AfterEach
  void stop() {
    bus.close();
  }

  /** Answers at {@code child}. */
  private static final class ChildVerticle extends VerticleBase {
    @Override
    public Future<?> start() {
      return vertx.eventBus().consumer("child", message -> message.reply(1)).completion();
    }
  }

  private double asked(String address, String verticle) {
    Wait.on(bus.bus().request(address, 1));
    bus.expectMessages(address, verticle, 1);
    return bus.messages(address, verticle);
  }

  @Test
  void aVerticleIsCalledAsItWasDeployed() {
    bus.deploy("mine", ThreadingModel.EVENT_LOOP, on -> on.consumer("a", m -> m.reply(1)));
    assertThat(asked("a", "mine")).isEqualTo(1);
  }

  @Test
  void aVerticleOfAVerticleIsCalledByItsClass() {
    bus.deploy(
        "parent",
        ThreadingModel.EVENT_LOOP,
        on -> Future.succeededFuture(bus.vertx().deployVerticle(new ChildVerticle())));
    Wait.until("it is there", () -> bus.value("eventbus_handlers{kind=\"consumer\"}") == 1);
    assertThat(asked("child", "ChildVerticle")).isEqualTo(1);
  }

  @Test
  void whatIsOutsideAnyVerticleIsTheGateways() {
    bus.bus().consumer("own", message -> message.reply(1));
    assertThat(asked("own", "busway")).isEqualTo(1);
  }

  @Test
  void ofMoreVerticlesThanMayBeLabelsTheRestIsOther() {
    int more = 30;
    for (int i = 0; i < HandlerTimes.MAX_VERTICLES + more; i++) {
      bus.deploy("v" + i, ThreadingModel.EVENT_LOOP, on -> on.consumer("all", m -> m.reply(1)));
    }
    bus.bus().publish("all", 1);
    Wait.until("all have heard it", () -> bus.messages("all", "other") == more);
    assertThat(bus.messages("all", "v0")).isEqualTo(1);
    assertThat(series()).isEqualTo(HandlerTimes.MAX_VERTICLES + 1);
  }

  @Test
  void ofMorePairsThanMayBeLabelsTheVerticleIsOther() {
    int verticles = 100;
    int addresses = HandlerTimes.MAX_SERIES / verticles + 2;
    for (int i = 0; i < verticles; i++) {
      bus.deploy(
          "v" + i,
          ThreadingModel.EVENT_LOOP,
          on -> {
            for (int a = 0; a < addresses; a++) {
              on.consumer("a" + a, m -> m.reply(1));
            }
          });
    }
    for (int a = 0; a < addresses; a++) {
      bus.bus().publish("a" + a, 1);
    }
    Wait.until("all have heard it", () -> bus.value("eventbus_pending") == 0);
    Wait.until(
        "the last is counted", () -> bus.messages("a" + (addresses - 1), "other") == verticles);
    assertThat(series())
        .isBetween(HandlerTimes.MAX_SERIES + 1, HandlerTimes.MAX_SERIES + addresses);
  }

  private int series() {
    return (int)
        bus.text()
            .lines()
            .filter(line -> line.startsWith("busway_eventbus_handler_seconds_sum"))
            .count();
  }
}
