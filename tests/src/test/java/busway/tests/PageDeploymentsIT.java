package busway.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.vertx.core.json.JsonArray;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an operator sees of deployments on the page, and does with them. */
class PageDeploymentsIT {

  private static final FakeAdmin ADMIN = new FakeAdmin();

  @RegisterExtension
  static final PageStage STAGE = new PageStage("--set", "websocket.admin-url=" + ADMIN.origin());

  private static final String LIST = "GET /admin/deployments";

  @BeforeEach
  void nothingIsDeployed() {
    ADMIN.empty();
  }

  @AfterAll
  static void stop() {
    ADMIN.close();
  }

  @Test
  void nobodyIsAskedAnythingBeforeThereIsAToken() {
    OpenPage page = STAGE.open();
    assertThat(page.at("#sign-in")).isVisible();
    assertThat(page.at("#deployments-table")).isHidden();
    assertThat(page.at("#lag-chart")).hasAttribute("data-points", Pattern.compile("[3-9]"));
    assertThat(ADMIN.asked()).isEmpty();
  }

  @Test
  void eachDeploymentIsARowWithWhatItDoes() {
    ADMIN.has("greet", "greet.en", "greet.fr").put("version", 3).put("threading", "worker");
    ADMIN.has("echo", "echo").put("state", "draining");
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
    ADMIN.has("echo", "echo");
    OpenPage page = signedIn();
    page.deployment("echo").getByText("Redeploy").focus();
    ADMIN.has("added").put("instances", 7);
    assertThat(page.deployment("added").locator("input")).hasValue("7");
    assertThat(page.deployment("echo").getByText("Redeploy")).isFocused();
    ADMIN.has("echo").put("state", "failed").put("reason", "out of luck");
    assertThat(page.deployment("echo").locator(".report")).hasText("Failed: out of luck");
  }

  @Test
  void clicksInOneGoAreOneScaling() {
    ADMIN.has("echo", "echo").put("instances", 2);
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
    ADMIN.has("hello", "hello");
    OpenPage page = signedIn();
    ADMIN.refuse(
        "POST /admin/deployments/hello/redeploy",
        422,
        "Hello.java does not compile",
        FakeAdmin.problem("src/Hello.java", 12, 9, "';' expected"),
        FakeAdmin.problem("src/Hello.java", 30, 0, "class Foo not found"),
        FakeAdmin.problem("src/Hello.java", 0, 0, "and one without a place"));
    Locator hello = page.deployment("hello");
    hello.getByText("Redeploy").click();
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
    hello.getByText("Redeploy").click();
    assertThat(page.at("#deployments-said")).hasText("hello has been redeployed.");
    assertThat(hello.locator(".made")).hasText("version 2, event-loop");
    STAGE.forgive(); // Chromium itself reports the refusal
  }

  @Test
  void undeployingIsAskedBackByName() {
    ADMIN.has("echo", "echo");
    OpenPage page = signedIn();
    Locator undeploy = page.deployment("echo").getByText("Undeploy");
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
    page.at("#deploy-instances").fill("0");
    page.at("#deploy-config").fill("[1");
    page.at("#deploy-go").click();
    assertThat(page.at("#deploy-main-error")).containsText("expected: a class");
    assertThat(page.at("#deploy-main")).isFocused();
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
  }

  @Test
  void whatTheGatewayRefusesIsSaidBesideTheForm() {
    OpenPage page = signedIn();
    ADMIN.refuse(
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
    ADMIN.has("echo", "echo");
    ADMIN.log("info", "before");
    OpenPage page = signedIn();
    page.deployment("echo").getByText("Logs").click();
    assertThat(page.at("#tail-lines li")).containsText("before");
    ADMIN.log("error", "while open");
    assertThat(page.at("#tail-lines li[data-level=error] span")).hasText("while open");
    page.at("#tail-level").selectOption("warn");
    assertThat(page.at("#tail-lines li")).hasCount(1);
    page.at("#tail-level").selectOption("trace");
    page.at("#tail-pause").click();
    ADMIN.log("warn", "while paused");
    assertThat(page.at("#tail-said")).hasText("1 waiting");
    page.at("#tail-pause").click();
    assertThat(page.at("#tail-lines li")).hasCount(3);
    page.page().keyboard().press("Escape");
    assertThat(page.at("#tail")).isHidden();
    assertThat(page.deployment("echo").getByText("Logs")).isFocused();
    page.page()
        .waitForCondition(
            () -> {
              ADMIN.log("info", "is anybody there?");
              return ADMIN.tails() == 0;
            });
  }

  @Test
  void aLongLogIsBoundedAndStaysAtItsEnd() {
    ADMIN.has("echo", "echo");
    OpenPage page = signedIn();
    page.deployment("echo").getByText("Logs").click();
    page.page().waitForCondition(() -> ADMIN.tails() == 1);
    for (int n = 0; n < 1_500; n++) {
      ADMIN.log("info", "line " + n);
    }
    assertThat(page.at("#tail-lines li").last()).containsText("line 1499");
    assertThat(page.at("#tail-lines li")).hasCount(1_000);
    assertThat(page.at("#tail-lines li").last()).isInViewport();
    page.at("#tail-lines").evaluate("list => { list.parentElement.scrollTop = 0; }");
    assertThat(page.at("#tail-follow")).hasAttribute("aria-pressed", "false");
  }

  @Test
  void aWrongTokenIsAskedForAgainAndNeverShown() {
    ADMIN.has("echo", "echo");
    OpenPage page = STAGE.open();
    page.signIn("wrong");
    assertThat(page.at("#token-error")).containsText("The token was refused");
    assertThat(page.at("#token")).isEmpty();
    assertThat(page.at("#token")).hasAttribute("type", "password");
    assertThat(page.at("#deployments-table")).isHidden();
    int asked = ADMIN.asked().size();
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
    ADMIN.has("echo", "echo");
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
    ADMIN.has("echo", "echo");
    ADMIN.has("ticker", "ticker");
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
      ADMIN.has("service-" + n, "a." + n, "b." + n, "c." + n, "d." + n, "e." + n);
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
    ADMIN
        .has(hostile, hostile)
        .put("main", hostile)
        .put("state", "failed")
        .put("reason", hostile)
        .put("problems", new JsonArray().add(FakeAdmin.problem(hostile, 1, 2, hostile)));
    ADMIN.log("<b>", hostile);
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
  void itIsAskedForOnlyWhileThePageIsVisible() {
    ADMIN.has("echo", "echo");
    OpenPage page = signedIn();
    page.leave(true);
    page.page().waitForTimeout(300); // one may be under way
    int asked = ADMIN.asked().size();
    page.page().waitForTimeout(2_500);
    assertThat(ADMIN.asked()).hasSize(asked);
    page.leave(false);
    page.page().waitForCondition(() -> ADMIN.asked().size() > asked);
  }

  @Test
  void everythingCanBeDoneByKeyboard() {
    ADMIN.has("echo", "echo");
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
    return ADMIN.asked().stream().filter(request -> !request.equals(LIST)).toList();
  }

  private static OpenPage signedIn() {
    OpenPage page = STAGE.open();
    page.signIn(FakeAdmin.TOKEN);
    assertThat(page.at("#deployments")).hasAttribute("data-state", "live");
    return page;
  }
}
