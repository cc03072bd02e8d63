package busway.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import io.vertx.core.json.JsonArray;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * That everybody can read and use the view of deployments: any width, any theme. Its pictures are
 * in {@code tests/target}.
 */
class PageDeploymentsLookIT {

  private static final FakeAdmin ADMIN = new FakeAdmin();

  @RegisterExtension
  static final PageStage STAGE = new PageStage("--set", "websocket.admin-url=" + ADMIN.origin());

  /** Texts whose contrast with what is behind them is below 4.5, as the WCAG's level AA has it. */
  private static final String PALE =
      """
      () => {
        const parse = (colour) => colour.match(/[\\d.]+/g).map(Number);
        const linear = (c) => (c / 255 <= 0.03928 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4);
        const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
        const over = ([r, g, b, a = 1], [x, y, z]) => [r * a + x * (1 - a), g * a + y * (1 - a), b * a + z * (1 - a)];
        const chain = (e) => (e ? [e, ...chain(e.parentElement)] : []);
        const behind = (e) => chain(e).reverse().reduce((under, one) => over(parse(getComputedStyle(one).backgroundColor), under), [255, 255, 255]);
        const faint = (e) => chain(e).reduce((all, one) => all * Number(getComputedStyle(one).opacity), 1);
        const texts = [...document.querySelectorAll("#deployments *, #confirm *")].filter((e) =>
            e.checkVisibility() && !e.closest("[aria-disabled=true], .hidden") && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()));
        return texts.map((e) => {
          const back = behind(e);
          const [r, g, b] = parse(getComputedStyle(e).color);
          const [one, other] = [light(over([r, g, b, faint(e)], back)), light(back)];
          const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
          return { contrast, text: `${e.tagName} ${e.textContent.trim().slice(0, 30)}: ${contrast.toFixed(2)}` };
        }).filter(({ contrast }) => contrast < 4.5).map(({ text }) => text);
      }
      """;

  /** Buttons and fields that overlap another, or stick out of the view. */
  private static final String ASTRAY =
      """
      () => {
        const view = document.querySelector("#deployments").getBoundingClientRect();
        const shown = (e) => {
          const box = e.getBoundingClientRect();
          const around = e.closest(".scroll")?.getBoundingClientRect() ?? box;
          return { left: box.left, right: box.right, top: Math.max(box.top, around.top), bottom: Math.min(box.bottom, around.bottom) };
        };
        const parts = [...document.querySelectorAll("#deployments :is(button, input, select, textarea, .level, .code)")]
            .filter((e) => e.checkVisibility() && !e.classList.contains("hidden"))
            .map((e) => ({ e, box: shown(e) })).filter(({ box }) => box.bottom > box.top);
        const name = (e) => e.getAttribute("aria-label") ?? e.textContent ?? e.id;
        const out = parts.filter(({ box }) => box.left < view.left || box.right > view.right + 0.5).map(({ e }) => `out: ${name(e)}`);
        const overlaps = parts.flatMap(({ e, box }, i) => parts.slice(i + 1)
            .filter((o) => !e.contains(o.e) && !o.e.contains(e))
            .filter(({ box: b }) => Math.min(box.right, b.right) - Math.max(box.left, b.left) > 1 && Math.min(box.bottom, b.bottom) - Math.max(box.top, b.top) > 1)
            .map((o) => `${name(e)} over ${name(o.e)}`));
        return [...out, ...overlaps];
      }
      """;

  @BeforeEach
  void someAreDeployed() {
    ADMIN.empty();
    ADMIN.has("ticker", "ticker").put("main", "busway.examples.TickerVerticle");
    ADMIN
        .has(
            "orders", "orders.create", "orders.cancel", "orders.list", "orders.get", "orders.audit")
        .put("main", "orders-2.4.1.jar!com.acme.orders.OrdersVerticle")
        .put("instances", 12)
        .put("version", 7)
        .put("messagesPerSecond", 48_211.5)
        .put("pending", 1_204);
    ADMIN
        .has("resize", "image.resize")
        .put("main", "process:python3 -u workers/resize.py --quality 85 --strip-metadata")
        .put("threading", "worker")
        .put("state", "draining");
    ADMIN
        .has("hello")
        .put("main", "verticles/Hello.java")
        .put("state", "failed")
        .put("instances", 0)
        .put("reason", "Hello.java does not compile")
        .put(
            "problems",
            new JsonArray(
                List.of(
                    FakeAdmin.problem("verticles/Hello.java", 12, 34, "';' expected"),
                    FakeAdmin.problem(
                        "verticles/Hello.java",
                        20,
                        9,
                        "cannot find symbol\n  symbol: class JsonObjekt\n  location: class Hello"))));
    ADMIN.log("info", "resize.py ready, 4 processes");
    ADMIN.log(
        "warn",
        "image 4711 has no colour profile: taken for sRGB, which may be wrong for what was scanned before 2009");
    ADMIN.log(
        "error",
        "java.lang.IllegalStateException: no such file\n\tat com.acme.Resize.read(Resize.java:42)");
  }

  @AfterAll
  static void stop() {
    ADMIN.close();
  }

  @ParameterizedTest
  @CsvSource({"360,LIGHT", "360,DARK", "820,LIGHT", "1120,LIGHT", "1360,LIGHT", "1360,DARK"})
  void nothingIsPaleAstrayOrWiderThanTheScreen(int width, ColorScheme scheme) {
    OpenPage page = open(width, scheme);
    fine(page, "closed-" + width + scheme);
    page.signIn(FakeAdmin.TOKEN);
    assertThat(page.deployment("ticker")).isVisible();
    page.page().waitForCondition(() -> page.deployment("ticker").textContent().contains("0 %"));
    page.deployment("orders").getByText("more").click();
    ADMIN.refuse(
        "POST /admin/deployments/ticker/redeploy",
        422,
        "the new version did not start within 30s (startup.timeout)");
    page.button("Redeploy", "ticker").click();
    assertThat(page.deployment("ticker").locator(".reason")).isVisible();
    fine(page, "list-" + width + scheme);
    page.button("Logs", "resize").click();
    assertThat(page.at("#tail-lines li")).hasCount(3);
    page.at("#deploy-open").click();
    page.at("#deploy-config").fill("{");
    page.at("#deploy-instances").fill("0");
    page.at("#deploy-go").click();
    fine(page, "open-" + width + scheme);
    page.button("Undeploy", "orders").click();
    assertThat(page.at("#confirm")).isVisible();
    assertThat((List<?>) page.page().evaluate(PALE)).isEmpty();
    page.page()
        .screenshot(
            new com.microsoft.playwright.Page.ScreenshotOptions()
                .setPath(file("confirm-" + width + scheme)));
    STAGE.forgive(); // Chromium itself reports the refusal
  }

  @Test
  void everyFieldAndButtonHasAName() {
    OpenPage page = open(1360, ColorScheme.LIGHT);
    page.signIn(FakeAdmin.TOKEN);
    page.button("Logs", "resize").click();
    page.at("#deploy-open").click();
    for (Locator field : page.at("#deployments :is(input, textarea, button, select)").all()) {
      assertThat((String) field.evaluate(PageLooksIT.NAME))
          .as((String) field.evaluate("e => e.outerHTML"))
          .isNotBlank();
    }
  }

  private static OpenPage open(int width, ColorScheme scheme) {
    return STAGE.open(new NewContextOptions().setViewportSize(width, 900).setColorScheme(scheme));
  }

  private static void fine(OpenPage page, String name) {
    page.at("#deployments").screenshot(new ScreenshotOptions().setPath(file(name)));
    assertThat(page.page().evaluate("document.documentElement.scrollWidth"))
        .isEqualTo(page.page().viewportSize().width);
    assertThat((List<?>) page.page().evaluate(PALE)).as(name).isEmpty();
    assertThat((List<?>) page.page().evaluate(ASTRAY)).as(name).isEmpty();
  }

  private static Path file(String name) {
    return RunningBusway.home().resolve("tests/target/deployments-" + name + ".png");
  }
}
