package busway.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import busway.config.ConfigLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TracingConfigTest {

  @Test
  void isOffUnlessItIsSwitchedOn() {
    assertThat(loader("").enabled()).isFalse();
    assertThat(loader("enabled=true").enabled()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"0,0", "1,1", "0.01,0.01", "1e-3,0.001"})
  void samplesAShare(String given, double share) {
    assertThat(loader("sample=" + given).sample()).isEqualTo(share);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sample=1.01|sample: 1.01 (expected: 0 to 1)",
        "sample=-0.1|sample: -0.1 (expected: 0 to 1)",
        "sample=NaN|sample: NaN (expected: a number)",
        "sample=half|sample: half (expected: a number)",
        "service-name=|service-name: \"\" (expected: at least one character)",
        "max-queued-spans=0|max-queued-spans: 0 (expected: 1 to 1000000)",
        "export-interval=0ms|export-interval: 0ms (expected: >= 1ms)",
        "export-timeout=0ms|export-timeout: 0ms (expected: >= 1ms)"
      })
  void refusesWhatIsOutOfRange(String assignment, String refusal) {
    assertThatThrownBy(() -> loader(assignment)).hasMessage(refusal + " at --set");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "collector:4318",
        "http://collector:4318",
        "http://collector:4318/",
        "ftp://a/b",
        "http:///v1",
        "http://a b/c",
        "/v1/traces",
        ""
      })
  void refusesAnEndpointThatIsNoUrlWithAPath(String endpoint) {
    assertThatThrownBy(() -> loader("endpoint=" + endpoint))
        .hasMessageStartingWith("endpoint: ")
        .hasMessageEndingWith(
            "(expected: an http or https URL with a path, such as http://127.0.0.1:4318/v1/traces) at --set");
  }

  @Test
  void takesAnEndpointOfEitherScheme() {
    assertThat(loader("endpoint=https://collector.example:4318/v1/traces").endpoint())
        .isEqualTo("https://collector.example:4318/v1/traces");
  }

  private static TracingConfig loader(String assignment) {
    ConfigLoader<TracingConfig> loader = ConfigLoader.of(TracingConfig.class);
    return assignment.isEmpty() ? loader.load() : loader.set(assignment).load();
  }
}
