package busway.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerticleConfigTest {

  @ParameterizedTest
  @CsvSource({
    "com.acme.OrdersVerticle, OrdersVerticle",
    "com.acme.Samples$Good, Good",
    "/srv/orders.jar, orders",
    "/srv/orders.jar!com.acme.Main, Main",
    "/srv/my orders.java, my-orders",
    "orders.js, orders",
    "/srv/v1.2/orders.py, orders",
    "groovy:orders.groovy, groovy-orders",
    "process:python3 -u /srv/worker.py --port 5, worker",
    "process:./worker --config x, worker",
    "busway, verticle",
  })
  void whatHasNoNameGetsOneFromItsMain(String main, String name) {
    assertThat(config("", main).name()).isEqualTo(name);
  }

  @Test
  void aNameIsShortAndHarmless() {
    assertThat(config("orders-2_a.B", "x").name()).isEqualTo("orders-2_a.B");
    assertThatThrownBy(() -> config("busway", "x"))
        .hasMessage("name: busway (expected: another one: this is the gateway's own)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "..", "-a", "a b", "ä", "a\"b"})
  void anyOtherNameIsRefused(String name) {
    assertThatThrownBy(() -> config(name, "x"))
        .hasMessageStartingWith("name: " + name + " (expected: 1 to 100 letters, digits, ");
    assertThatThrownBy(() -> config("a".repeat(101), "x")).hasMessageContaining("1 to 100");
  }

  private static VerticleConfig config(String name, String main) {
    return new VerticleConfig(name, main, 1, Threading.EVENT_LOOP, Map.of());
  }
}
