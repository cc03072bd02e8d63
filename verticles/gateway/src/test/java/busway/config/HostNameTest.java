package busway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

final class HostNameTest {

  @Test
  void namesThisMachineWhereAllHostsAreListenedOn() {
    assertThat(HostName.reachable("0.0.0.0")).isEqualTo("127.0.0.1");
    assertThat(HostName.reachable("::")).isEqualTo("127.0.0.1");
    assertThat(HostName.reachable("")).isEqualTo("127.0.0.1");
  }

  @Test
  void knowsThePortThatAUrlMeans() {
    assertThat(HostName.port(URI.create("http://gateway.example"))).isEqualTo(80);
    assertThat(HostName.port(URI.create("https://gateway.example/"))).isEqualTo(443);
    assertThat(HostName.port(URI.create("https://gateway.example:8081"))).isEqualTo(8081);
  }

  @Test
  void namesAHostAsAUrlDoes() {
    assertThat(HostName.reachable("::1")).isEqualTo("[::1]");
    assertThat(HostName.reachable("10.0.0.7")).isEqualTo("10.0.0.7");
    assertThat(HostName.reachable("gateway.example")).isEqualTo("gateway.example");
  }
}
