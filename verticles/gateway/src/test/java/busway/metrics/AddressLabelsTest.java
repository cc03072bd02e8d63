package busway.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddressLabelsTest {

  private static final Duration MS = Duration.ofMillis(1);

  private final AddressLabels labels = new AddressLabels(config(4, "orders", "user.*"));

  private static HandlersConfig config(int most, String... addresses) {
    return new HandlersConfig(true, 64, MS, MS, MS, List.of(addresses), most);
  }

  @Test
  void whatIsConfiguredHasALabelHoweverManyOthersThereAre() {
    for (int i = 0; i < 10; i++) {
      labels.of("a" + i, true);
    }
    assertThat(labels.of("orders", false)).isEqualTo("orders");
    assertThat(labels.of("user.1", false)).isEqualTo("user.*");
    assertThat(labels.of("user.2", true)).isEqualTo("user.*");
    assertThat(labels.of("orders2", true)).isEqualTo("other");
  }

  @Test
  void halfOfTheLabelsAreForTheFirstAndTheRestForTheBusy() {
    assertThat(labels.of("a", false)).isEqualTo("a");
    assertThat(labels.of("b", false)).isEqualTo("b");
    assertThat(labels.of("c", false)).isEqualTo("other");
    assertThat(labels.of("c", true)).isEqualTo("c");
    assertThat(labels.of("d", true)).isEqualTo("d");
    assertThat(labels.of("e", true)).isEqualTo("other");
  }

  @Test
  void whoHasALabelKeepsIt() {
    labels.of("a", false);
    for (int i = 0; i < 10; i++) {
      labels.of("b" + i, true);
    }
    assertThat(labels.of("a", false)).isEqualTo("a");
  }

  @Test
  void aVeryLongAddressHasNone() {
    assertThat(labels.of("x".repeat(257), true)).isEqualTo("other");
    assertThat(labels.of("x".repeat(256), true)).hasSize(256);
  }

  @Test
  void withoutLabelsToChooseEverythingIsOther() {
    AddressLabels none = new AddressLabels(config(0));
    assertThat(none.of("a", true)).isEqualTo("other");
    assertThat(new AddressLabels(config(1)).of("a", false)).isEqualTo("a");
  }

  @Test
  void refusesAConfigurationThatMakesNoSense() {
    assertThatThrownBy(() -> new HandlersConfig(true, 0, MS, MS, MS, List.of(), 1))
        .hasMessage("sample: 0 (expected: 1 to 1000000)");
    assertThatThrownBy(
            () -> new HandlersConfig(true, 1, MS, Duration.ofMillis(2), MS, List.of(), 1))
        .hasMessage("full-below: 2ms (expected: <= full-above)");
    assertThatThrownBy(() -> new HandlersConfig(true, 1, MS, MS, MS, List.of(" "), 1))
        .hasMessage("addresses: \" \" (expected: at least one character)");
    assertThatThrownBy(() -> new HandlersConfig(true, 1, MS, MS, MS, List.of(), -1))
        .hasMessage("max-addresses: -1 (expected: 0 to 1000)");
  }
}
