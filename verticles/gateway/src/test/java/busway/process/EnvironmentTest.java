package busway.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EnvironmentTest {

  @Test
  void handsOnAllButItsOwnVariablesAndSecrets() {
    Map<String, String> variables =
        Map.of(
            "PATH", "/bin",
            "LANG", "C",
            "BUSWAY_ADMIN_TOKEN", "1",
            "BUSWAY_TCP_PORT", "7000",
            "GITHUB_TOKEN", "2",
            "DB_PASSWORD", "3",
            "AWS_SECRET_ACCESS_KEY", "4",
            "openai_api_key", "5",
            "SSH_PRIVATE_KEY", "6");
    assertThat(Environment.of(variables, List.of())).containsOnlyKeys("PATH", "LANG");
    assertThat(Environment.of(variables, List.of("DB_PASSWORD")))
        .containsOnlyKeys("PATH", "LANG", "DB_PASSWORD");
  }

  @Test
  void saysWhereTheClientsOfTheGatewayAre(@TempDir Path home) throws IOException {
    Path clients = Files.createDirectory(home.resolve("clients"));
    assertThat(Environment.clients(home.toString(), Map.of("PYTHONPATH", "/mine")))
        .containsEntry("BUSWAY_CLIENTS", clients.toString())
        .containsEntry("PYTHONPATH", "/mine:" + clients.resolve("python"));
    assertThat(Environment.clients(home.toString(), Map.of()))
        .containsEntry("PYTHONPATH", clients.resolve("python").toString());
    assertThat(Environment.clients(home.resolve("none").toString(), Map.of())).isEmpty();
  }
}
