package busway.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminPlaceTest {

  @Test
  void itIsAtTheHostThatServedThePageUnlessAnOriginIsConfigured() {
    assertThat(new AdminPlace("", 8081).origin("bus.example.org"))
        .isEqualTo("http://bus.example.org:8081");
    assertThat(new AdminPlace("https://admin.example.org", 8081).origin("bus.example.org"))
        .isEqualTo("https://admin.example.org");
    assertThat(new AdminPlace(AdminPlace.NONE, 8081).origin("localhost")).isEqualTo("none");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[::1]", "a; script-src *", "a b", "a,b", "*", "'unsafe-inline'", "a/"})
  void aHostThatNoPolicyCouldNameHasNone(String host) {
    assertThat(new AdminPlace("", 8081).origin(host)).isEmpty();
  }

  @Test
  void aPortThatIsNotKnownIsNotGuessed() {
    assertThat(new AdminPlace("", 0).origin("localhost")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost:8081", "http://a/b", "http://a; x", "https://*", "ftp://a", " "})
  void whatIsNoOriginIsRefused(String url) {
    assertThatThrownBy(() -> AdminPlace.check("admin-url", url))
        .hasMessage("admin-url: \"" + url + "\" (expected: http(s)://HOST[:PORT], none or empty)");
  }
}
