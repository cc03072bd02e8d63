package busway.command;

import static org.assertj.core.api.Assertions.assertThat;

import busway.admin.AdminConfig;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class AdminOptionsTest {

  @Test
  void looksForTheTokenOfThePortThatAUrlMeans() {
    assertThat(AdminOptions.places(AdminConfig.DEFAULTS, URI.create("http://gateway.example")))
        .isNotEmpty()
        .extracting(Path::getFileName)
        .containsOnly(Path.of("admin-80.token"));
  }
}
