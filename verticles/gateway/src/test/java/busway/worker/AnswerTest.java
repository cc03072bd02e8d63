package busway.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {

  @Test
  void mapsAndListsBecomeJsonAtEveryDepth() {
    Map<String, Object> inner = new HashMap<>();
    inner.put("none", null);
    assertThat(Answer.body(Map.of("list", Arrays.asList(1, null, inner))))
        .isEqualTo(
            new JsonObject()
                .put(
                    "list",
                    new JsonArray().add(1).addNull().add(new JsonObject().putNull("none"))));
    assertThat(Answer.body(List.of(List.of()))).isEqualTo(new JsonArray().add(new JsonArray()));
  }

  @Test
  void scalarsAndJsonPassAsTheyAre() {
    JsonObject object = new JsonObject();
    assertThat(Answer.body(object)).isSameAs(object);
    Object[] scalars = {
      "s", true, 1, 2L, (short) 3, (byte) 4, 1.5f, 2.5, BigInteger.TWO, new BigDecimal("1.50")
    };
    for (Object scalar : scalars) {
      assertThat(Answer.body(scalar)).isSameAs(scalar);
    }
    assertThat(Answer.body(null)).isNull();
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void numbersThatJsonHasNotAreRefused(double number) {
    assertThatThrownBy(() -> Answer.body(number))
        .hasMessage("it returned what is not JSON: " + number);
    assertThatThrownBy(() -> Answer.body((float) number)).hasMessageContaining("not JSON");
  }

  @Test
  void otherTypesAndOtherKeysAreRefusedByName() {
    assertThatThrownBy(() -> Answer.body(Instant.EPOCH))
        .hasMessage("it returned what is not JSON: java.time.Instant");
    assertThatThrownBy(() -> Answer.body(new JsonObject().put("a", List.of(Locale.ROOT))))
        .hasMessage("it returned what is not JSON: java.util.Locale");
    assertThatThrownBy(() -> Answer.body(List.of(Map.of(1, 2))))
        .hasMessage("it returned what is not JSON: a map with the key 1");
  }
}
