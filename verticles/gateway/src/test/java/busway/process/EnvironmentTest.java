package busway.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
}
