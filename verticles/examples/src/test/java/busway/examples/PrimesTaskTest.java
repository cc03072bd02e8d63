package busway.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import busway.worker.TaskException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrimesTaskTest {

  private final PrimesTask task = new PrimesTask(new JsonObject());

  @ParameterizedTest
  @CsvSource({
    "2, 1, 2",
    "10, 4, 7",
    "100, 25, 97",
    "1000, 168, 997",
    "10000, 1229, 9973",
    "100000, 9592, 99991",
    "1000000, 78498, 999983",
    "10000000, 664579, 9999991",
    "100000000, 5761455, 99999989"
  })
  void countsThePrimesUpToANumber(long limit, long count, long largest) throws Exception {
    assertThat(ask("limit", limit))
        .isEqualTo(
            new JsonObject().put("limit", limit).put("count", count).put("largest", largest));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1})
  void thereIsNoLargestPrimeBelowTwo(long limit) throws Exception {
    assertThat(ask("limit", limit))
        .isEqualTo(new JsonObject().put("limit", limit).put("count", 0L).putNull("largest"));
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "2, 3", "6, 13", "10001, 104743", "100000, 1299709", "1000000, 15485863"})
  void findsTheNthPrime(long nth, long prime) throws Exception {
    assertThat(ask("nth", nth)).isEqualTo(new JsonObject().put("nth", nth).put("prime", prime));
  }

  @Test
  void staysWithinItsBounds() {
    PrimesTask small = new PrimesTask(new JsonObject().put("max", 100));
    assertThatThrownBy(() -> small.run(new Ask(new JsonObject().put("limit", 101))))
        .isInstanceOf(TaskException.class)
        .hasMessage("limit: 101 (expected: a whole number from 0 to 100)");
    assertThatThrownBy(() -> small.run(new Ask(new JsonObject().put("nth", 26))))
        .isInstanceOf(TaskException.class)
        .hasMessage("nth: 26 (expected: at most 25, the primes up to 100)");
    assertThatThrownBy(() -> new PrimesTask(new JsonObject().put("max", 1)))
        .hasMessage("max: 1 (expected: 2 to 1000000000000)");
  }

  @Test
  void refusesWhatIsNoQuestion() {
    Object[] questions = {
      "text", 7, new JsonArray(), new JsonObject(), new JsonObject().put("limit", 1).put("nth", 1)
    };
    for (Object question : questions) {
      assertThatThrownBy(() -> task.run(new Ask(question)))
          .isInstanceOf(TaskException.class)
          .hasMessage("expected: {\"limit\": a number} or {\"nth\": a number}");
    }
    for (Object number : new Object[] {-1, 1.5, "10", true, Long.MAX_VALUE}) {
      assertThatThrownBy(() -> ask("limit", number))
          .isInstanceOf(TaskException.class)
          .hasMessage("limit: " + number + " (expected: a whole number from 0 to 1000000000)");
    }
  }

  @Test
  void givesItsThreadBackWhenInterrupted() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> ask("limit", 1_000_000_000L)).isInstanceOf(InterruptedException.class);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  private JsonObject ask(String key, Object value) throws Exception {
    return task.run(new Ask(new JsonObject().put(key, value)));
  }
}
