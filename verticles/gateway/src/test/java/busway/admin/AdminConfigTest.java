package busway.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import busway.config.Secret;
import busway.metrics.HandlersConfig;
import busway.metrics.MetricsConfig;
import busway.metrics.StallsConfig;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdminConfigTest {

  private static AdminConfig config(String host, int port, String token, String... origins) {
    Secret secret = token == null ? null : new Secret(token);
    return new AdminConfig(host, port, secret, null, List.of(origins));
  }

  @Test
  void refusesATokenThatIsTooEasyOrThatNoHeaderCanCarryWithoutTellingIt() {
    assertThatThrownBy(() -> config("::1", 1, "hunter2"))
        .hasMessage(
            "token: 7 characters (expected: 16 to 1024 letters, digits or any of - . _ ~ + / =)");
    assertThatThrownBy(() -> config("::1", 1, "sixteen letters\r\nX: y"))
        .hasMessageContaining("token: 21 characters");
    assertThat(config("::1", 1, "0123456789abcdef").toString()).doesNotContain("0123456789");
  }

  @Test
  void refusesOriginsThatAreNoneAndEveryOriginAtOnce() {
    assertThatThrownBy(() -> config("::1", 1, null, "*"))
        .hasMessage("allowed-origins: * (expected: origins such as https://example.org, and no *)");
    assertThatThrownBy(() -> config("::1", 1, null, "https://example.org/page"))
        .hasMessageContaining("allowed-origins: https://example.org/page (expected");
  }

  @Test
  void namesTheKeyTheValueAndWhatWasExpected() {
    assertThatThrownBy(() -> config("127.0.0.1", 77_777, null))
        .hasMessage("port: 77777 (expected: 0 to 65535)");
    assertThatThrownBy(() -> config(" ", 1, null))
        .hasMessage("host: \" \" (expected: at least one character)");
    assertThatThrownBy(
            () ->
                new MetricsConfig(
                    Duration.ZERO, true, true, StallsConfig.DEFAULTS, HandlersConfig.DEFAULTS))
        .hasMessage("lag-probe-interval: 0ms (expected: >= 1ms)");
  }
}
