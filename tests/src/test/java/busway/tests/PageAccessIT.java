package busway.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That the page breaks no rule of axe-core: what screen readers, keyboards and weak eyes need. */
class PageAccessIT {

  private static final String TOKEN = "0123456789abcdef";

  @RegisterExtension static final PageStage STAGE = new PageStage("--set", "admin.token=" + TOKEN);

  /** All rules but the experimental ones, as one line a violation. */
  private static final String VIOLATIONS =
      """
      async () => {
        const found = await axe.run(document, { resultTypes: ["violations"] });
        return found.violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
      }
      """;

  private static String axe;

  @BeforeAll
  static void read() throws IOException {
    try (InputStream script = PageAccessIT.class.getResourceAsStream("/axe.min.js")) {
      axe = new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @CsvSource({"1360,LIGHT", "1360,DARK", "360,LIGHT", "360,DARK"})
  void noRuleIsBroken(int width, ColorScheme scheme) {
    OpenPage page =
        STAGE.open(new NewContextOptions().setViewportSize(width, 900).setColorScheme(scheme));
    page.page().evaluate(axe);
    page.example("echo").click();
    page.say("hello");
    assertThat(page.at("#chat li")).hasCount(1);
    assertThat(violations(page)).as("signed out").isEmpty();
    page.signIn(TOKEN);
    page.button("Logs", "echo").click();
    assertThat(page.at("#tail-lines li").first()).isVisible();
    page.at("#deploy-open").click();
    page.at("#deploy-go").click();
    assertThat(violations(page)).as("signed in").isEmpty();
    page.button("Undeploy", "echo").click();
    assertThat(page.at("#confirm")).isVisible();
    assertThat(violations(page)).as("asked").isEmpty();
  }

  private static List<?> violations(OpenPage page) {
    return (List<?>) page.page().evaluate(VIOLATIONS);
  }
}
