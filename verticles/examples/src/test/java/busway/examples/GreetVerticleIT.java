package busway.examples;

import static io.vertx.core.ThreadingModel.EVENT_LOOP;
import static io.vertx.core.ThreadingModel.VIRTUAL_THREAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GreetVerticleIT {

  private static final JsonObject NONE = new JsonObject();

  private final Bus bus = new Bus();

  @AfterEach
  void close() {
    bus.close();
  }

  private void deployAll(int instances) {
    bus.deploy(ClockVerticle.class, EVENT_LOOP, 1, NONE);
    bus.deploy(PhrasesVerticle.class, EVENT_LOOP, 1, NONE);
    bus.deploy(GreetVerticle.class, VIRTUAL_THREAD, instances, NONE);
  }

  @Test
  void combinesWhatTwoOthersSay() {
    deployAll(1);
    assertThat(text(bus.answer("greet", ada().put("language", "fr").put("zone", "Europe/Paris"))))
        .matches("Bonjour, Ada! It is \\d\\d:\\d\\d in Europe/Paris\\.");
    assertThat(text(bus.answer("greet", ada())))
        .matches("Hello, Ada! It is \\d\\d:\\d\\d in UTC\\.");
  }

  @Test
  void answersEachOfManyRequestsInSeveralInstances() {
    deployAll(3);
    List<Future<Message<Object>>> requests = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      requests.add(bus.request("greet", new JsonObject().put("name", "N" + i)));
    }
    for (int i = 0; i < 500; i++) {
      assertThat(text(Bus.done(requests.get(i)).body())).startsWith("Hello, N" + i + "! ");
    }
  }

  @Test
  void passesOnWhatTheOthersRefuse() {
    deployAll(1);
    bus.fails(
        "greet",
        ada().put("language", "tlh"),
        404,
        "language: tlh (expected: one of [de, en, es, fr, ja])");
    bus.fails(
        "greet",
        ada().put("zone", "Mars/Base"),
        400,
        "zone: Mars/Base (expected: one such as UTC or Europe/Paris)");
    bus.fails(
        "greet",
        ada().putNull("zone"),
        400,
        "zone: null (expected: one such as UTC or Europe/Paris)");
    bus.fails(
        "greet",
        ada().putNull("language"),
        404,
        "language: null (expected: one of [de, en, es, fr, ja])");
  }

  @Test
  void failsAtOnceWhenOneOfTheOthersIsNotThere() {
    bus.deploy(ClockVerticle.class, EVENT_LOOP, 1, NONE);
    bus.deploy(GreetVerticle.class, VIRTUAL_THREAD, 1, new JsonObject().put("phrases", "nobody"));
    bus.fails("greet", ada(), 503, "No handlers for address nobody");
  }

  @Test
  void saysWhatItExpects() {
    deployAll(1);
    for (Object body : new Object[] {"Ada", null, NONE, new JsonObject().put("name", 7)}) {
      bus.fails("greet", body, 400, "expected: an object with a name, such as {\"name\": \"Ada\"}");
    }
  }

  @Test
  void doesNotStartWhereItCannotAwait() {
    assertThatThrownBy(() -> bus.deploy(GreetVerticle.class, EVENT_LOOP, 1, NONE))
        .hasMessage("threading: event-loop (expected: virtual-thread, for it awaits)");
  }

  private static JsonObject ada() {
    return new JsonObject().put("name", "Ada");
  }

  private static String text(Object answer) {
    return ((JsonObject) answer).getString("text");
  }
}
