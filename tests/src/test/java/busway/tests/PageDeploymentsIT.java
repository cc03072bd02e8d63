package busway.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import io.vertx.core.json.JsonArray;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an operator sees of deployments on the page, and does with them. */
class PageDeploymentsIT {

  private static FakeAdmin admin = new FakeAdmin();

  @RegisterExtension
  static final PageStage STAGE = new PageStage("--set", "websocket.admin-url=" + admin.origin());

  private static final String LIST = "GET /admin/deployments";

  @BeforeEach
  void nothingIsDeployed() {
    admin.empty();
  }

  @AfterAll
  static void stop() {
    admin.close();
  }

  @Test
  void nobodyIsAskedAnythingBeforeThereIsAToken() {
    OpenPage page = STAGE.open();
    assertThat(page.at("#sign-in")).isVisible();
    assertThat(page.at("#deployments-table")).isHidden();
    assertThat(page.at("#lag-chart")).hasAttribute("data-points", Pattern.compile("[3-9]"));
    assertThat(admin.asked()).isEmpty();
  }

  @Test
  void eachDeploymentIsARowWithWhatItDoes() {
    admin.has("greet", "greet.en", "greet.fr").put("version", 3).put("threading", "worker");
    admin.has("echo", "echo").put("state", "draining");
    OpenPage page = signedIn();
    assertThat(page.at("#deployments-table tbody")).hasCount(2);
    Locator greet = page.deployment("greet");
    assertThat(greet.locator(".made")).hasText("version 3, worker");
    assertThat(greet.locator(".level")).hasText("running");
    assertThat(greet.locator("input")).hasValue("1");
    assertThat(greet.locator("[data-label=messages]")).containsText("13 /s");
    assertThat(greet.locator("[data-label=pending]")).hasText("2");
    assertThat(greet.locator("canvas")).hasAttribute("aria-label", Pattern.compile("13 messages"));
    assertThat(greet.locator(".place")).hasCount(2);
    assertThat(page.deployment("echo").locator(".level")).hasText("draining");
    assertThat(page.at("#deployments-count")).hasText("2");
  }

  @Test
  void theListFollowsTheGatewayWithoutLosingTheFocus() {
    admin.has("echo", "echo");
    OpenPage page = signedIn();
    page.button("Redeploy", "echo").focus();
    admin.has("added").put("instances", 7);
    assertThat(page.deployment("added").locator("input")).hasValue("7");
    assertThat(page.button("Redeploy", "echo")).isFocused();
    admin.has("echo").put("state", "failed").put("reason", "out of luck");
    Locator report = page.deployment("echo").locator(".report");
    assertThat(report.locator("p")).hasText("Failed: out of luck");
    report.getByText("Dismiss").click();
    assertThat(report).isHidden();
    admin.has("echo").put("reason", "out of luck again");
    assertThat(report.locator("p")).hasText("The last change failed: out of luck again");
  }

  @Test
  void clicksInOneGoAreOneScaling() {
    admin.has("echo", "echo").put("instances", 2);
    OpenPage page = signedIn();
    Locator more = page.at("[aria-label='One instance more of echo']");
    more.click();
    more.click();
    more.click();
    assertThat(page.at("#deployments-said")).hasText("echo has 5 instances.");
    assertThat(page.deployment("echo").locator("input")).hasValue("5");
    assertThat(changes()).containsExactly("POST /admin/deployments/echo/scale {\"instances\":5}");
  }

  @Test
  void aRedeployThatFailsSaysWhereTheSourceIsWrongUntilItIsDismissed() {
    admin.has("hello", "hello");
    OpenPage page = signedIn();
    admin.refuse(
        "POST /admin/deployments/hello/redeploy",
        422,
        "Hello.java does not compile",
        FakeAdmin.problem("src/Hello.java", 12, 9, "';' expected"),
        FakeAdmin.problem("src/Hello.java", 30, 0, "class Foo not found"),
        FakeAdmin.problem("src/Hello.java", 0, 0, "and one without a place"));
    Locator hello = page.deployment("hello");
    page.button("Redeploy", "hello").click();
    assertThat(hello.locator(".report p")).hasText(Pattern.compile("what ran before goes on"));
    assertThat(hello.locator(".reason")).hasText("Hello.java does not compile");
    assertThat(hello.locator(".problems li").nth(0)).hasText("src/Hello.java:12:9 ';' expected");
    assertThat(hello.locator(".problems li").nth(1))
        .hasText("src/Hello.java:30 class Foo not found");
    assertThat(hello.locator(".problems li").nth(2))
        .hasText("src/Hello.java and one without a place");
    assertThat(hello.locator(".level")).hasText("running");
    hello.getByText("Dismiss").click();
    assertThat(hello.locator(".report")).isHidden();
    page.button("Redeploy", "hello").click();
    assertThat(page.at("#deployments-said")).hasText("hello has been redeployed.");
    assertThat(hello.locator(".made")).hasText("version 2, event-loop");
    STAGE.forgive(); // Chromium itself reports the refusal
  }

  @Test
  void undeployingIsAskedBackByName() {
    admin.has("echo", "echo");
    OpenPage page = signedIn();
    Locator undeploy = page.button("Undeploy", "echo");
    undeploy.click();
    assertThat(page.at("#confirm-title")).hasText("Undeploy echo?");
    assertThat(page.at("#confirm-no")).isFocused();
    page.page().keyboard().press("Escape");
    assertThat(page.at("#confirm")).isHidden();
    assertThat(undeploy).isFocused();
    assertThat(changes()).isEmpty();
    undeploy.click();
    page.at("#confirm-yes").click();
    assertThat(page.deployment("echo")).hasCount(0);
    assertThat(page.at("#deployments-said")).hasText("echo has been undeployed.");
    assertThat(page.at("#deployments-empty")).containsText("Nothing is deployed");
    assertThat(changes()).containsExactly("DELETE /admin/deployments/echo");
  }

  @Test
  void somethingNewIsDeployedOnceItsFieldsAreRight() {
    OpenPage page = signedIn();
    page.at("#deploy-open").click();
    page.at("#deploy-name").fill("two words");
    page.at("#deploy-instances").fill("0");
    page.at("#deploy-config").fill("[1");
    page.at("#deploy-go").click();
    assertThat(page.at("#deploy-main-error")).containsText("expected: a class");
    assertThat(page.at("#deploy-main")).isFocused();
    assertThat(page.at("#deploy-name-error")).containsText("Only letters");
    assertThat(page.at("#deploy-instances-error")).containsText("1 to 10,000");
    assertThat(page.at("#deploy-config-error")).containsText("Line 1, column 3");
    assertThat(changes()).isEmpty();
    page.at("#deploy-main").fill("hello.py");
    page.at("#deploy-name").fill("hello");
    page.at("#deploy-instances").fill("2");
    page.at("#deploy-threading").selectOption("worker");
    page.at("#deploy-config").fill("{\"greeting\": \"hi\"}");
    page.at("#deploy-config").press("Tab");
    page.at("#deploy-go").press("Enter");
    assertThat(page.deployment("hello").locator(".level")).hasText("running");
    assertThat(page.at("#deploy")).isHidden();
    assertThat(page.at("#deploy-open")).isFocused();
    assertThat(changes())
        .containsExactly(
            "POST /admin/deployments {\"main\":\"hello.py\",\"name\":\"hello\",\"instances\":2,"
                + "\"threading\":\"worker\",\"config\":{\"greeting\":\"hi\"}}");
    page.at("#deploy-open").click();
    assertThat(page.at("#deploy-main")).hasValue("");
    assertThat(page.at("#deploy-main")).isFocused();
    page.page().keyboard().press("Escape");
    assertThat(page.at("#deploy")).isHidden();
    assertThat(page.at("#deploy-open")).isFocused();
  }

  @Test
  void whatTheGatewayRefusesIsSaidBesideTheForm() {
    OpenPage page = signedIn();
    admin.refuse(
        "POST /admin/deployments",
        422,
        "hello.py did not load",
        FakeAdmin.problem("hello.py", 3, 5, "SyntaxError: invalid syntax"));
    page.at("#deploy-open").click();
    page.at("#deploy-main").fill("hello.py");
    page.at("#deploy-go").click();
    assertThat(page.at("#deploy-outcome p")).hasText("Not deployed: hello.py did not load");
    assertThat(page.at("#deploy-outcome li")).hasText("hello.py:3:5 SyntaxError: invalid syntax");
    assertThat(page.at("#deploy-main")).hasValue("hello.py");
    STAGE.forgive(); // Chromium itself reports the refusal
  }

  @Test
  void aLogIsFollowedFilteredPausedAndLeft() {
    admin.has("echo", "echo");
    admin.log("info", "before");
    OpenPage page = signedIn();
    page.button("Logs", "echo").click();
    assertThat(page.at("#tail-lines li")).containsText("before");
    admin.log("error", "while open");
    assertThat(page.at("#tail-lines li[data-level=error] span")).hasText("while open");
    page.at("#tail-level").selectOption("warn");
    assertThat(page.at("#tail-lines li")).hasCount(1);
    page.at("#tail-level").selectOption("trace");
    page.at("#tail-pause").click();
    admin.log("warn", "while paused");
    assertThat(page.at("#tail-said")).hasText("1 waiting");
    page.at("#tail-pause").click();
    assertThat(page.at("#tail-lines li")).hasCount(3);
    page.page().keyboard().press("Escape");
    assertThat(page.at("#tail")).isHidden();
    assertThat(page.button("Logs", "echo")).isFocused();
    page.page()
        .waitForCondition(
            () -> {
              admin.log("info", "is anybody there?");
              return admin.tails() == 0;
            });
  }

  @Test
  void aLogThatBreaksOffGoesOnWithoutRepeatingItself() {
    admin.has("echo", "echo");
    admin.log("info", "one");
    admin.log("info", "two");
    OpenPage page = signedIn();
    page.button("Logs", "echo").click();
    assertThat(page.at("#tail-lines li")).hasCount(2);
    page.page().waitForCondition(() -> admin.tails() == 1);
    admin.breakTails();
    admin.log("info", "three");
    assertThat(page.at("#tail-lines li span")).hasText(new String[] {"one", "two", "three"});
  }

  @Test
  void aLogIsCopied() {
    admin.has("echo", "echo");
    admin.log("warn", "to be copied");
    OpenPage page = signedIn();
    page.page().context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    page.button("Logs", "echo").click();
    assertThat(page.at("#tail-lines li")).hasCount(1);
    page.at("#tail-copy").click();
    assertThat(page.at("#tail-said")).hasText("copied: 1");
    assertThat(page.page().evaluate("navigator.clipboard.readText()").toString())
        .endsWith(" warn to be copied");
  }

  @Test
  void aLongLogIsBoundedAndStaysAtItsEnd() {
    admin.has("echo", "echo");
    OpenPage page = signedIn();
    page.button("Logs", "echo").click();
    page.page().waitForCondition(() -> admin.tails() == 1);
    for (int n = 0; n < 1_500; n++) {
      admin.log("info", "line " + n);
    }
    assertThat(page.at("#tail-lines li").last()).containsText("line 1499");
    assertThat(page.at("#tail-lines li")).hasCount(1_000);
    assertThat(page.at("#tail-lines li").last()).isInViewport();
    page.at("#tail-lines").evaluate("list => { list.parentElement.scrollTop = 0; }");
    assertThat(page.at("#tail-follow")).hasAttribute("aria-pressed", "false");
  }

  @Test
  void aWrongTokenIsAskedForAgainAndNeverShown() {
    admin.has("echo", "echo");
    OpenPage page = STAGE.open();
    page.signIn("wrong");
    assertThat(page.at("#token-error")).containsText("The token was refused");
    assertThat(page.at("#token")).isEmpty();
    assertThat(page.at("#token")).hasAttribute("type", "password");
    assertThat(page.at("#deployments-table")).isHidden();
    int asked = admin.asked().size();
    page.signIn(FakeAdmin.TOKEN);
    assertThat(page.deployment("echo")).isVisible();
    assertThat(asked).isEqualTo(1);
    assertThat(page.page().url()).doesNotContain(FakeAdmin.TOKEN);
    assertThat(page.page().content()).doesNotContain(FakeAdmin.TOKEN);
    assertThat(page.page().evaluate("JSON.stringify(localStorage)").toString())
        .doesNotContain(FakeAdmin.TOKEN);
    STAGE.forgive(); // Chromium itself reports the refusal
  }

  @Test
  void theTokenLastsUntilItIsForgotten() {
    admin.has("echo", "echo");
    OpenPage page = signedIn();
    page.page().reload();
    assertThat(page.deployment("echo")).isVisible();
    page.at("#token-forget").click();
    assertThat(page.at("#sign-in")).isVisible();
    assertThat(page.deployment("echo")).hasCount(0);
    page.page().reload();
    assertThat(page.at("#sign-in")).isVisible();
    assertThat(page.page().evaluate("sessionStorage.length")).isEqualTo(0);
  }

  @Test
  void anAddressIsTriedOrSubscribedTo() {
    admin.has("echo", "echo");
    admin.has("ticker", "ticker");
    OpenPage page = signedIn();
    page.at("[aria-label='Try echo']").click();
    assertThat(page.at("#address")).hasValue("echo");
    assertThat(page.at("#body")).isFocused();
    page.page().keyboard().press("Control+Enter");
    assertThat(page.at("#outcome")).hasAttribute("data-kind", "reply");
    page.at("[aria-label='Subscribe to ticker']").click();
    assertThat(page.rows("message", "nowMs").first()).isVisible();
  }

  @Test
  void aHundredDeploymentsAreNarrowedByName() {
    for (int n = 0; n < 100; n++) {
      admin.has("service-" + n, "a." + n, "b." + n, "c." + n, "d." + n, "e." + n);
    }
    OpenPage page = signedIn();
    assertThat(page.at("#deployments-table tbody")).hasCount(100);
    page.at("#deployments-filter").fill("ice-42");
    assertThat(page.at("#deployments-table tbody:visible")).hasCount(1);
    assertThat(page.at("#deployments-count")).hasText("1 of 100");
    page.at("[aria-label='All addresses of service-42']").click();
    assertThat(page.at("[aria-label='Try e.42']")).isVisible();
    page.at("#deployments-filter").fill("nothing like it");
    assertThat(page.at("#deployments-empty")).hasText("No name contains that.");
  }

  @Test
  void whatDeploymentsAndLogsSayIsText() {
    String hostile = "<img src=x onerror=alert(1)>\u202e";
    String shown = "<img src=x onerror=alert(1)>\\u202e";
    admin
        .has(hostile, hostile)
        .put("main", hostile)
        .put("state", "failed")
        .put("reason", hostile)
        .put("problems", new JsonArray().add(FakeAdmin.problem(hostile, 1, 2, hostile)));
    admin.log("<b>", hostile);
    OpenPage page = signedIn();
    assertThat(page.at(".deployment .name")).hasText(shown);
    assertThat(page.at(".deployment .reason")).hasText(shown);
    assertThat(page.at(".problems li")).hasText(shown + ":1:2 " + shown);
    assertThat(page.at(".place button").first()).hasText(shown);
    page.at(".deployment").getByText("Logs").click();
    assertThat(page.at("#tail-title")).hasText("Log of " + shown);
    assertThat(page.at("#tail-lines li span")).hasText(shown);
    page.at(".deployment").getByText("Undeploy").click();
    assertThat(page.at("#confirm-title")).hasText("Undeploy " + shown + "?");
    assertThat(page.at("#deployments :is(img, i, script, svg), dialog img")).hasCount(0);
  }

  @Test
  void anAdminPortOutOfReachIsSaidOnceAndTriedLessAndLessOften() {
    int port = admin.port();
    admin.close();
    OpenPage page = STAGE.open();
    List<String> attempts = new ArrayList<>();
    page.page().onRequest(request -> attempts.add(URI.create(request.url()).getPort() + ""));
    page.signIn(FakeAdmin.TOKEN);
    assertThat(page.at("#trouble-text"))
        .containsText("The admin port cannot be reached. It is expected at http://127.0.0.1:");
    page.page().waitForTimeout(6_000);
    assertThat(attempts.stream().filter(Integer.toString(port)::equals)).hasSizeBetween(1, 3);
    admin = new FakeAdmin(port);
    admin.has("echo", "echo");
    page.at("#deployments-again").click();
    assertThat(page.deployment("echo")).isVisible();
    assertThat(page.at("#deployments-trouble")).isHidden();
    STAGE.forgive(); // Chromium itself reports each connection that is refused
  }

  @Test
  void aPageThatIsNotToldWhereTheAdminPortIsSendsTheTokenNowhere() {
    OpenPage page = told("");
    List<String> tokens = new ArrayList<>();
    page.page()
        .onRequest(
            request -> {
              if (request.headers().containsKey("authorization")) {
                tokens.add(request.url());
              }
            });
    page.signIn(FakeAdmin.TOKEN);
    assertThat(page.at("#trouble-text")).containsText("websocket.admin-url");
    assertThat(tokens).isEmpty();
  }

  @Test
  void aPageThatIsNotToKnowOfDeploymentsHasNoSuchView() {
    assertThat(told("none").at("#deployments")).isHidden();
  }

  @Test
  void aRefusalOfTheListIsShownAndTheListStays() {
    admin.has("echo", "echo");
    OpenPage page = signedIn();
    admin.refuse(LIST, 429, "too many requests");
    assertThat(page.at("#trouble-text")).hasText("too many requests");
    assertThat(page.deployment("echo")).isVisible();
    assertThat(page.at("#deployments-trouble")).isHidden();
    STAGE.forgive(); // Chromium itself reports the refusal
  }

  @Test
  void itIsAskedForOnlyWhileThePageIsVisible() {
    admin.has("echo", "echo");
    OpenPage page = signedIn();
    page.leave(true);
    page.page().waitForTimeout(2_000); // one may be under way
    int asked = admin.asked().size();
    page.page().waitForTimeout(2_500);
    assertThat(admin.asked()).hasSize(asked);
    page.leave(false);
    page.page().waitForCondition(() -> admin.asked().size() > asked);
  }

  @Test
  void everythingCanBeDoneByKeyboard() {
    admin.has("echo", "echo");
    OpenPage page = STAGE.open();
    page.at("#token").focus();
    page.page().keyboard().type(FakeAdmin.TOKEN);
    page.page().keyboard().press("Enter");
    assertThat(page.deployment("echo")).isVisible();
    page.at("#deployments-filter").focus();
    assertThat(page.walk(14))
        .containsSubsequence("Deploy…", "Forget token", "One instance less of echo")
        .containsSubsequence("Instances of echo", "One instance more of echo", "Try echo")
        .containsSubsequence("Subscribe to echo", "Logs echo", "Redeploy echo", "Undeploy echo");
    page.at("[aria-label='Instances of echo']").focus();
    page.page().keyboard().press("ControlOrMeta+a");
    page.page().keyboard().type("3");
    page.page().keyboard().press("Enter");
    assertThat(page.at("#deployments-said")).hasText("echo has 3 instances.");
  }

  private static List<String> changes() {
    return admin.asked().stream().filter(request -> !request.equals(LIST)).toList();
  }

  /** A page whose gateway told it that the admin port is there. */
  private static OpenPage told(String origin) {
    String script =
        """
        new MutationObserver(() => {
          document.querySelector('meta[name="busway-admin"]')?.setAttribute("content", "%s");
        }).observe(document, { childList: true, subtree: true });
        """
            .formatted(origin);
    return STAGE.open(new NewContextOptions(), page -> page.addInitScript(script));
  }

  private static OpenPage signedIn() {
    OpenPage page = STAGE.open();
    page.signIn(FakeAdmin.TOKEN);
    assertThat(page.at("#deployments")).hasAttribute("data-state", "live");
    return page;
  }
}
