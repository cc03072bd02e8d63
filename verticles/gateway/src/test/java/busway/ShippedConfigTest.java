package busway;

import static org.assertj.core.api.Assertions.assertThat;

import busway.config.ConfigLoader;
import busway.deploy.VerticleConfig;
import busway.session.AddressRule;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ShippedConfigTest {

  private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();
  private static final Path SHIPPED = HOME.resolve("conf/busway.yaml");
  private static final Set<String> OF_THE_EXAMPLES =
      Set.of("permissions", "classpath", "verticles", "workers");

  private final GatewayConfig shipped = load(SHIPPED);

  @Test
  void saysTheDefaultOfEveryKey() throws IOException {
    JsonNode file = new YAMLMapper().readTree(SHIPPED.toFile());
    JsonNode defaults = new YAMLMapper().readTree(ConfigLoader.yaml(GatewayConfig.DEFAULTS));
    assertThat(names(file)).isEqualTo(names(defaults));
    defaults
        .properties()
        .forEach(
            section -> {
              if (!OF_THE_EXAMPLES.contains(section.getKey())) {
                assertThat(names(file.path(section.getKey())))
                    .as(section.getKey())
                    .isEqualTo(names(section.getValue()));
              }
            });
  }

  @Test
  void differsFromTheDefaultsOnlyInTheExamples() {
    GatewayConfig d = GatewayConfig.DEFAULTS;
    assertThat(shipped)
        .isEqualTo(
            new GatewayConfig(
                d.tcp(),
                d.websocket(),
                d.admin(),
                d.metrics(),
                d.transport(),
                d.balance(),
                d.tracing(),
                d.eventLoops(),
                d.session(),
                shipped.permissions(),
                shipped.classpath(),
                shipped.verticles(),
                d.deployments(),
                d.processes(),
                shipped.workers(),
                d.startup(),
                d.shutdown()));
  }

  @Test
  void permitsTheExamplesAndTheLoopsStoryAndNothingElse() {
    assertThat(shipped.permissions().inbound())
        .containsExactlyElementsOf(rules("echo", "greet", "file.digest", "primes", "chat"));
    assertThat(shipped.permissions().outbound())
        .containsExactlyElementsOf(rules("ticker", "chat", "busway.loops"));
  }

  @Test
  void deploysTheExamplesFromTheirJar() {
    assertThat(shipped.classpath())
        .containsExactly(HOME.resolve("verticles/examples/target/busway-examples.jar"));
    assertThat(shipped.verticles())
        .extracting(VerticleConfig::name)
        .containsExactly("echo", "ticker", "clock", "phrases", "greet");
    assertThat(shipped.workers().tasks()).containsOnlyKeys("file.digest", "primes");
  }

  @Test
  void thePeersConfigPermitsEveryAddressOnTheUsualPorts() {
    GatewayConfig peers = load(HOME.resolve("bench/peers.yaml"));
    assertThat(peers.permissions().inbound()).containsExactlyElementsOf(rules("*"));
    assertThat(peers.permissions().outbound()).containsExactlyElementsOf(rules("*"));
    assertThat(peers.tcp().port()).isEqualTo(7000);
    assertThat(peers.websocket().port()).isEqualTo(8080);
    assertThat(peers.verticles())
        .extracting(verticle -> verticle.config().get("address"))
        .containsExactly("svc.echo", "svc.block", "svc.blockloop");
  }

  private static GatewayConfig load(Path file) {
    return ConfigLoader.of(GatewayConfig.class).file(file).load();
  }

  private static Set<String> names(JsonNode node) {
    Set<String> names = new TreeSet<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static List<AddressRule> rules(String... addresses) {
    return List.of(addresses).stream().map(address -> new AddressRule(address, null)).toList();
  }
}
