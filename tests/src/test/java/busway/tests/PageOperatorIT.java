package busway.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A verticle's whole life, from the page, on a real gateway. */
class PageOperatorIT {

  private static final String TOKEN = "0123456789abcdef";

  @RegisterExtension
  static final PageStage STAGE =
      new PageStage(
          "--set",
          "admin.token=" + TOKEN,
          "--set",
          "permissions.inbound=[{address: hello}, {address: echo}]");

  private static final String HELLO =
      """
      import io.vertx.core.AbstractVerticle;

      public class Hello extends AbstractVerticle {
        public void start() {
          vertx.eventBus().consumer("hello", message -> {
            org.slf4j.LoggerFactory.getLogger("acme").warn("asked");
            message.reply("%s");
          });
        }
      }
      """;

  @TempDir Path folder;

  @Test
  void aSourceIsDeployedTriedScaledBrokenMendedAndUndeployed() throws IOException {
    Path source = folder.resolve("Hello.java");
    Files.writeString(source, HELLO.formatted("first"));
    OpenPage page = STAGE.open();
    page.signIn(TOKEN);
    page.at("#deploy-open").click();
    page.at("#deploy-main").fill(source.toString());
    page.at("#deploy-name").fill("hello");
    page.at("#deploy-go").click();
    Locator hello = page.deployment("hello");
    assertThat(hello.locator(".level")).hasText("running", patience());
    answers(page, "first");
    page.at("[aria-label='One instance more of hello']").click();
    assertThat(page.at("#deployments-said")).hasText("hello has 2 instances.", patience());
    Files.writeString(source, HELLO.formatted("broken").replace("(\"broken\");", "(\"broken\")"));
    page.button("Redeploy", "hello").click();
    assertThat(hello.locator(".problems li").first())
        .hasText(Pattern.compile(".*Hello\\.java:7:[0-9]+ .*';' expected.*"), patience());
    answers(page, "first");
    Files.writeString(source, HELLO.formatted("second"));
    page.button("Redeploy", "hello").click();
    assertThat(page.at("#deployments-said")).hasText("hello has been redeployed.", patience());
    assertThat(hello.locator("input")).hasValue("2");
    answers(page, "second");
    page.button("Logs", "hello").click();
    assertThat(page.at("#tail-lines li[data-level=warn] span").first()).hasText("asked");
    page.button("Undeploy", "hello").click();
    page.at("#confirm-yes").click();
    assertThat(page.at("#deployments-said")).hasText("hello has been undeployed.", patience());
    assertThat(hello).hasCount(0);
    STAGE.forgive(); // Chromium itself reports the refusal
  }

  @Test
  void whatTheConfigDeployedIsThereAndCanBeTried() {
    OpenPage page = STAGE.open();
    page.signIn(TOKEN);
    Locator echo = page.at(".deployment:has([aria-label='Try echo'])");
    assertThat(echo.locator(".level")).hasText("running");
    page.at("[aria-label='Try echo']").click();
    page.at("#say").click();
    assertThat(page.at("#outcome")).hasAttribute("data-kind", "reply");
  }

  private static void answers(OpenPage page, String word) {
    page.at("[aria-label='Try hello']").click();
    page.at("#say").click();
    assertThat(page.at("#outcome pre")).hasText('"' + word + '"');
  }

  private static HasTextOptions patience() {
    return new HasTextOptions().setTimeout(60_000);
  }
}
