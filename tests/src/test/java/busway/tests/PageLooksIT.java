package busway.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How the page shows the loops, and that everybody can use it: any width, any theme, by keyboard.
 */
class PageLooksIT {

  @RegisterExtension static final PageStage STAGE = new PageStage();

  static final String NAME =
      """
      (e) => e.getAttribute("aria-label")
          || [...(e.labels ?? [])].map((label) => label.textContent).join(" ")
          || (e.tagName === "BUTTON" ? e.textContent : "")
      """;
  private static final String DRAWN_PIXELS =
      """
      (canvas) => canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data
          .filter((value, i) => i % 4 === 3 && value > 0).length
      """;

  @Test
  void theChartsGetPointsAndTheFiguresAreLive() {
    OpenPage page = STAGE.open();
    Pattern several = Pattern.compile("[3-9]|[1-9][0-9]+");
    assertThat(page.at("#lag-chart")).hasAttribute("data-points", several);
    assertThat(page.at("#rate-chart")).hasAttribute("data-points", several);
    assertThat(page.at("#lag")).hasText(Pattern.compile("[0-9.,]+"));
    assertThat(page.at("#clients")).hasText(Pattern.compile("[1-9][0-9]*"));
    assertThat(page.at("#frames-in")).hasText(Pattern.compile("[0-9.,]+"));
    assertThat(page.at("#loops tr").first()).containsText(Pattern.compile("loop [0-9]+.*ms.*%"));
    assertThat((Integer) page.at("#lag-chart").evaluate(DRAWN_PIXELS)).isPositive();
  }

  @Test
  void theGatewayIsAskedOnlyWhileThePageIsVisible() {
    OpenPage page = STAGE.open();
    List<String> asked = new ArrayList<>();
    page.page().onRequest(request -> asked.add(request.url()));
    page.leave(true);
    page.page().waitForTimeout(300); // one may be under way
    asked.clear();
    page.page().waitForTimeout(2_500);
    assertThat(asked).isEmpty();
    page.leave(false);
    page.page().waitForRequest("**/loops", () -> {});
  }

  @Test
  void aLoopThatIsLateRaisesTheAlarm() {
    OpenPage page = STAGE.open();
    assertThat(page.at("#alarm")).isEmpty(); // no loop is late any more from the start
    page.page()
        .route(
            "**/loops",
            route ->
                route.fulfill(
                    new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody(
                            route
                                .fetch()
                                .text()
                                .replaceAll("\"lagMaxMs\":[^,}]+", "\"lagMaxMs\":321.4"))));
    assertThat(page.at("#alarm")).containsText("was late by 321 ms");
    assertThat(page.at("#tile-lag")).hasAttribute("data-level", "bad");
    assertThat(page.at("#loops .level").first()).hasText("blocked");
    page.page().unroute("**/loops");
    assertThat(page.at("#tile-lag")).not().hasAttribute("data-level", "bad");
    assertThat(page.at("#alarm")).isEmpty();
  }

  @Test
  void eachLoopHasALaneThatIsFedOverTheEventBus() {
    OpenPage page = STAGE.open();
    assertThat(page.at("#lanes")).hasAttribute("data-slices", Pattern.compile("[3-9]|[1-9][0-9]+"));
    assertThat(page.at("#lanes")).hasAttribute("aria-label", Pattern.compile("loop 0 .*% busy"));
    assertThat((Integer) page.at("#lanes").evaluate(DRAWN_PIXELS)).isPositive();
    assertThat(page.subscription("busway.loops")).hasCount(0);
    assertThat(page.rows("message", "busway.loops")).hasCount(0);
  }

  @Test
  void theGatewayTellsOfItsLoopsOnlyWhileSomebodyLooks() {
    List<String> said = new ArrayList<>();
    OpenPage page =
        STAGE.open(
            new NewContextOptions(),
            opened ->
                opened.onWebSocket(
                    socket -> socket.onFrameSent(frame -> said.add(String.valueOf(frame.text())))));
    assertThat(page.at("#watch")).hasAttribute("data-state", "live");
    assertThat(said)
        .filteredOn(text -> text.contains("busway.loops"))
        .singleElement()
        .asString()
        .contains("register");
    said.clear();
    page.leave(true);
    page.page().waitForCondition(() -> said.stream().anyMatch(s -> s.contains("\"unregister\"")));
    page.leave(false);
    page.page().waitForCondition(() -> said.stream().anyMatch(s -> s.contains("\"register\"")));
  }

  @Test
  void everythingCanBeReachedAndUsedByKeyboard() {
    OpenPage page = STAGE.open();
    page.page().keyboard().press("Tab");
    assertThat(page.at(".skip")).isFocused();
    assertThat(walk(page, 50))
        .containsSubsequence(
            "link",
            "theme",
            "token",
            "token-show",
            "address",
            "body",
            "say",
            "filter",
            "pause",
            "clear")
        .containsSubsequence("clear", "topic", "chat-name", "chat-text")
        .containsSubsequence("chat-text", "BODY", "link"); // round the end: no trap
    page.at("#address").focus();
    page.page().keyboard().press("Tab");
    assertThat(page.at("#body")).isFocused();
    assertThat(page.page().evaluate("getComputedStyle(document.activeElement).outlineStyle"))
        .isEqualTo("solid");
    page.page().keyboard().press("ControlOrMeta+a");
    page.page().keyboard().type("{\"typed\": true}");
    page.page().keyboard().press("Control+Enter");
    assertThat(page.at("#outcome pre")).containsText("typed");
  }

  @Test
  void everyFieldAndButtonHasAName() {
    OpenPage page = STAGE.open();
    for (Locator field : page.at("input, textarea, button").all()) {
      assertThat((String) field.evaluate(NAME))
          .as((String) field.evaluate("e => e.outerHTML"))
          .isNotBlank();
    }
    assertThat(page.at("#state p")).hasAttribute("aria-live", "polite");
    assertThat(page.at("[role=log]:has(#log)")).hasAttribute("aria-live", "polite");
  }

  @ParameterizedTest
  @ValueSource(ints = {360, 820, 1360})
  void noWidthScrollsSideways(int width) {
    OpenPage page = STAGE.open(new NewContextOptions().setViewportSize(width, 740));
    page.say("W".repeat(300));
    assertThat(page.at("#chat li").last()).containsText("WWW");
    page.example("echo").click(); // now that it is connected
    assertThat(page.at("#outcome pre")).isVisible();
    assertThat(page.page().evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
  }

  /** As the loops' table is at its widest. */
  private static final String BLOCKED =
      """
      () => {
        const cells = document.querySelector("#loops tr").children;
        ["loop 0", "1,234 ms"].forEach((text, i) => (cells[i].textContent = text));
        cells[2].lastElementChild.textContent = "100 %";
        cells[4].firstElementChild.textContent = "blocked";
        const region = document.querySelector(".loops .scroll");
        return region.scrollWidth - region.clientWidth;
      }
      """;

  @ParameterizedTest
  @ValueSource(ints = {360, 440, 820, 1360})
  void aBlockedLoopIsSeenAtEveryWidth(int width) {
    OpenPage page = STAGE.open(new NewContextOptions().setViewportSize(width, 740));
    assertThat(page.at("#loops tr").first()).isVisible();
    assertThat(page.page().evaluate(BLOCKED)).isEqualTo(0);
  }

  @Test
  void theThemeFollowsTheSystemUntilTheVisitorChooses() {
    OpenPage page = STAGE.open(new NewContextOptions().setColorScheme(ColorScheme.DARK));
    assertThat(page.at("html")).hasAttribute("data-theme", "dark");
    assertThat(page.at("body")).hasCSS("background-color", "rgb(14, 20, 27)");
    assertThat(page.at("#lag-chart")).hasAttribute("data-points", Pattern.compile("[2-9]"));
    page.at("#theme").click();
    assertThat(page.at("html")).hasAttribute("data-theme", "light");
    assertThat(page.at("body")).hasCSS("background-color", "rgb(243, 241, 234)");
    page.page().reload();
    assertThat(page.at("html")).hasAttribute("data-theme", "light");
    assertThat(page.at("#theme")).hasText("Light");
  }

  @Test
  void nothingMovesForThoseWhoDoNotWantIt() {
    OpenPage page = STAGE.open(new NewContextOptions().setReducedMotion(ReducedMotion.REDUCE));
    page.page().route("**/loops", Route::abort);
    page.at("#link").click();
    assertThat(page.at("#state-text")).hasText("Disconnected");
    page.at("#state").evaluate("e => { e.dataset.state = 'connecting'; }");
    assertThat(page.page().evaluate("document.getAnimations().length")).isEqualTo(0);
    STAGE.forgive(); // the aborted requests
  }

  /** The ids of what gets the focus, in order, by the Tab key alone. */
  private static List<String> walk(OpenPage page, int steps) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      page.page().keyboard().press("Tab");
      ids.add(
          (String)
              page.page().evaluate("document.activeElement.id || document.activeElement.tagName"));
    }
    return ids;
  }
}
