package busway.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Page.WaitForFunctionOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pictures of the page with live data, in {@code tests/target}. The README's is {@code page.png},
 * taken after a longer while:
 *
 * <pre>
 * mvn verify -pl tests -am -Dgates=off -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false \
 *   -Dit.test=PagePictureIT -Dfailsafe.failIfNoSpecifiedTests=false -Dpicture.points=85
 * cp tests/target/page.png docs/
 * </pre>
 */
class PagePictureIT {

  private static final String TOKEN = "0123456789abcdef";

  @RegisterExtension
  static final PageStage STAGE =
      new PageStage(
          "--set",
          "event-loops=2",
          "--set",
          "admin.token=" + TOKEN,
          "--set",
          "permissions.inbound=[{address: echo}, {address: orders}, {address: file.digest},"
              + " {address: primes}, {address: chat}]",
          "--set",
          "verticles=[{name: echo, main: busway.examples.EchoVerticle, instances: 2, config:"
              + " {address: echo}}, {name: ticker, main: busway.examples.TickerVerticle, config:"
              + " {address: ticker, interval-ms: 1000}}]");

  /** Blocks its event loop: the lanes show who it was. */
  private static final String ORDERS =
      """
      import io.vertx.core.*;
      import io.vertx.core.eventbus.Message;

      public final class Orders extends VerticleBase {
        @Override
        public Future<?> start() {
          return vertx.eventBus().<Integer>consumer("orders", this::save).completion();
        }

        private void save(Message<Integer> order) {
          try {
            Thread.sleep(150 + order.body());
            order.reply("saved");
          } catch (InterruptedException e) {
            order.fail(500, "interrupted");
          }
        }
      }
      """;

  @TempDir static Path folder;

  private static final int POINTS = Integer.getInteger("picture.points", 5);
  private static final long MAX_BYTES = 450 * 1024;

  /** Requests at a rate that rises and falls, over a socket of its own. */
  private static final String TRAFFIC =
      """
      (url) => {
        const socket = new WebSocket(url);
        const one = '{"type":"send","address":"echo","replyAddress":"r","body":{"n":1}}';
        let turn = 0;
        setInterval(() => {
          const many = 12 + 8 * Math.sin(turn++ / 70) + 4 * Math.sin(turn / 11);
          for (let n = 0; socket.readyState === 1 && n < many; n++) {
            socket.send(one);
          }
        }, 100);
      }
      """;

  @Test
  void everyWidthAndThemeHasItsPicture() throws Exception {
    OpenPage light = open(1360, 960, ColorScheme.LIGHT);
    OpenPage dark = open(1360, 960, ColorScheme.DARK);
    OpenPage phone = open(360, 740, ColorScheme.LIGHT);
    light.page().evaluate(TRAFFIC, STAGE.busway().websocket().toString());
    chat(light, "Ada", "The digest of 4 GB took a while, and nobody else waited.");
    chat(dark, "Grace", "Saw it: the worker pool was busy, the loops were not.");
    chat(light, "Ada", "Shall we try primes?");
    light.subscribe("ticker");
    deploy(light);
    stall(light);
    light
        .page()
        .waitForFunction(
            "points => Number(document.querySelector('#lag-chart').dataset.points) >= points",
            POINTS,
            new WaitForFunctionOptions().setTimeout(120_000));
    for (OpenPage page : List.of(light, dark, phone)) {
      for (String address : List.of("file.digest", "primes", "echo")) {
        page.example(address).click();
        assertThat(page.at("#outcome")).hasAttribute("data-kind", "reply");
      }
    }
    for (OpenPage page : List.of(dark, phone)) {
      page.signIn(TOKEN);
      assertThat(page.deployment("Orders")).isVisible();
    }
    stall(light);
    STAGE.forgive(); // Chromium itself reports that Invoices was refused
    assertThat(take(light, "page.png", true)).isLessThan(MAX_BYTES);
    assertThat(take(dark, "page-dark.png", false)).isLessThan(MAX_BYTES);
    assertThat(take(phone, "page-phone.png", true)).isLessThan(MAX_BYTES);
  }

  private static OpenPage open(int width, int height, ColorScheme scheme) {
    return STAGE.open(
        new NewContextOptions().setViewportSize(width, height).setColorScheme(scheme));
  }

  /** A source, two processes, and a source that does not compile. */
  private static void deploy(OpenPage page) throws IOException {
    page.signIn(TOKEN);
    deploy(page, source("Orders", ORDERS), 1);
    Path shipped = RunningBusway.home().resolve("verticles/examples/process/primes.py");
    Path primes = Files.copy(shipped, folder.resolve("primes.py"));
    deploy(page, "process:python3 " + primes, 2);
    deploy(
        page,
        source("Invoices", ORDERS.replace("Orders", "Invoices").replace("fail(500", "fails(500")),
        1);
    assertThat(page.deployment("Invoices").locator(".level")).hasText("failed");
    page.at("#deploy-cancel").click();
  }

  private static void deploy(OpenPage page, String main, int instances) {
    if (!page.at("#deploy").isVisible()) {
      page.at("#deploy-open").click();
    }
    page.at("#deploy-main").fill(main);
    page.at("#deploy-instances").fill(Integer.toString(instances));
    page.at("#deploy-go").click();
    assertThat(page.at("#deploy-go"))
        .hasAttribute("aria-disabled", "false", new HasAttributeOptions().setTimeout(30_000));
  }

  private static String source(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name + ".java"), text).toString();
  }

  private static void stall(OpenPage page) {
    page.request("orders", "50");
    assertThat(page.at("#outcome pre")).containsText("saved");
  }

  private static void chat(OpenPage page, String name, String text) {
    page.at("#chat-name").fill(name);
    page.say(text);
    assertThat(page.at("#chat li").last()).containsText(text);
  }

  private static long take(OpenPage page, String name, boolean whole) throws Exception {
    Path file = RunningBusway.home().resolve("tests/target").resolve(name);
    page.page().mouse().move(0, 0);
    page.page().evaluate("() => { document.activeElement.blur(); scrollTo(0, 0); }");
    page.page().screenshot(new ScreenshotOptions().setPath(file).setFullPage(whole));
    return Files.size(file);
  }
}
