package busway.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a visitor does on the page, in a browser, over a real gateway with the shipped config. */
class PageIT {

  @RegisterExtension static final PageStage STAGE = new PageStage();

  /** Publishes many small messages over a socket of its own. */
  private static final String FLOOD =
      """
      ([url, count]) => {
        const socket = new WebSocket(url);
        socket.onopen = () => {
          for (let n = 0; n < count; n++) {
            socket.send(JSON.stringify({ type: "publish", address: "chat", body: { n } }));
          }
          socket.send('{"type":"publish","address":"chat","body":"last"}');
        };
      }
      """;

  @Test
  void saysThatItIsConnectedAndToWhat() {
    OpenPage page = STAGE.open();
    assertThat(page.at("#state-text")).hasText("Connected");
    assertThat(page.at("#state-detail")).hasText(STAGE.busway().websocket().toString());
  }

  @Test
  void aRequestShowsItsReplyAndTheTimeItTook() {
    OpenPage page = STAGE.open();
    page.request("echo", "{\"n\": [1, 2.5, \"three\"]}");
    assertThat(page.at("#outcome strong")).hasText(Pattern.compile("Reply in [0-9.,]+ ms"));
    assertThat(page.at("#outcome pre")).containsText("three");
    assertThat(page.rows("reply", "three").locator(".address")).hasText("echo");
    assertThat(page.rows("reply", "three").locator(".elapsed"))
        .hasText(Pattern.compile("[0-9.,]+ ms"));
  }

  @Test
  void whatIsPublishedArrivesByteForByteWithItsHeaders() {
    OpenPage page = STAGE.open();
    page.at("summary").click();
    page.at("#headers").fill("colour: blue");
    page.publish("chat", "{\"price\":1.50,\"big\":12345678901234567890}");
    Locator message = page.rows("message", "price");
    assertThat(message.locator("pre")).hasText("{\"price\":1.50,\"big\":12345678901234567890}");
    assertThat(message.locator(".headers")).hasText("{\"colour\":\"blue\"}");
  }

  @Test
  void subscribingAndUnsubscribingWork() {
    OpenPage page = STAGE.open();
    page.subscribe("ticker");
    Locator ticker = page.subscription("ticker");
    assertThat(page.rows("message", "nowMs").first()).isVisible();
    assertThat(ticker.locator(".count")).hasText(Pattern.compile("[1-9][0-9]* received"));
    ticker.locator("button").click();
    assertThat(ticker).hasCount(0);
    assertThat(page.rows("unregister", "ticker")).hasCount(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"echo", "greet", "file.digest", "primes"})
  void anExampleAnswersAtOneClick(String address) {
    OpenPage page = STAGE.open();
    page.example(address).click();
    assertThat(page.at("#outcome")).hasAttribute("data-kind", "reply");
    assertThat(page.at("#outcome pre")).not().isEmpty();
  }

  @Test
  void theTickerExampleSubscribes() {
    OpenPage page = STAGE.open();
    page.example("ticker").click();
    assertThat(page.rows("message", "nowMs").first()).isVisible();
  }

  @Test
  void aFailureSaysWhy() {
    OpenPage page = STAGE.open();
    page.request("primes", "\"no number\"");
    assertThat(page.at("#outcome pre")).containsText("RECIPIENT_FAILURE");
    assertThat(page.at("#outcome")).hasAttribute("data-kind", "failure");
  }

  @Test
  void aRefusalSaysWhyAndIsNotSubscribedTo() {
    OpenPage page = STAGE.open();
    // A refusal names no address: the page goes by what it said in the last second.
    assertThat(page.at("#watch")).hasAttribute("data-state", "live");
    page.page().waitForFunction("end => performance.now() > end", millisFromNow(page, 3_000));
    page.subscribe("forbidden");
    assertThat(page.rows("failure", "access_denied").locator(".address")).hasText("forbidden");
    assertThat(page.subscription("forbidden")).hasCount(0);
    page.page().waitForFunction("end => performance.now() > end", millisFromNow(page, 1_500));
    page.request("forbidden", "1");
    assertThat(page.at("#outcome pre")).hasText("the gateway refuses: access_denied");
  }

  @Test
  void aBodyThatIsNoJsonIsNotSentAndThePlaceIsNamed() {
    OpenPage page = STAGE.open();
    page.request("echo", "{\n  \"a\": 1,\n}");
    assertThat(page.at("#body-error"))
        .hasText("Line 3, column 1: found \"}\" (expected: a name in \")");
    assertThat(page.at("#body")).isFocused();
    assertThat(page.rows("request", "")).hasCount(0);
    page.at("#body").fill("");
    assertThat(page.at("#body-error")).isEmpty();
    page.request(" ", "");
    assertThat(page.at("#address-error")).containsText("expected: a name");
    page.at("summary").click();
    page.at("#headers").fill("a: b\nno colon");
    assertThat(page.at("#headers-error")).hasText("Line 2: no colon (expected: name: value)");
  }

  @Test
  void twoPagesChat() {
    OpenPage ada = STAGE.open();
    OpenPage bob = STAGE.open();
    ada.at("#chat-name").fill("Ada");
    bob.at("#chat-name").fill("Bob");
    ada.say("Hello, Bob");
    assertThat(bob.at("#chat li").last()).hasText("AdaHello, Bob");
    bob.say("Hello, Ada");
    assertThat(ada.at("#chat li").last()).hasText("BobHello, Ada");
    assertThat(ada.at("#chat li.mine")).hasCount(1);
  }

  /** A loop's figures may be on their way when the page stops looking at them. */
  @Test
  void aFrameUnderWayWhenListeningEndsIsNoLogRow() {
    Object shown =
        STAGE
            .open()
            .page()
            .evaluate(
                """
                async () => {
                  const { Bus } = await import("./page/bus.js");
                  const link = Object.assign(new EventTarget(), { isOpen: true, write() {} });
                  const bus = new Bus(link);
                  const shown = [];
                  bus.addEventListener("frame", ({ detail }) => shown.push(detail.address));
                  const come = (address) => link.dispatchEvent(new CustomEvent("text",
                      { detail: JSON.stringify({ type: "message", address, body: 1 }) }));
                  const end = bus.listen("loops", () => {});
                  come("loops");
                  end();
                  come("loops");
                  come("other");
                  bus.subscribe("loops");
                  come("loops");
                  return shown;
                }
                """);
    assertThat(shown).isEqualTo(List.of("other", "loops", "loops"));
  }

  @Test
  void theLogIsBoundedAndCanBeFilteredPausedAndCleared() {
    OpenPage page = STAGE.open();
    page.page().evaluate(FLOOD, List.of(STAGE.busway().websocket().toString(), 1_000));
    assertThat(page.rows("message", "\"last\"")).hasCount(1);
    assertThat(page.at("#log li")).hasCount(300);
    assertThat(page.at("#log-count")).containsText("older gone");
    page.at("#filter").fill("n\":99");
    assertThat(page.at("#log li")).hasCount(10);
    page.at("#filter").fill("");
    page.at("#pause").click();
    page.say("while paused");
    assertThat(page.at("#log-count")).containsText("2 waiting");
    assertThat(page.rows("message", "while paused")).hasCount(0);
    page.at("#pause").click();
    assertThat(page.rows("message", "while paused")).hasCount(1);
    page.at("#clear").click();
    assertThat(page.at("#log li")).hasCount(0);
  }

  @Test
  void itComesBackWhenTheGatewayDoes() throws Exception {
    OpenPage page;
    int port = LastingPort.any();
    try (RunningBusway first = RunningBusway.start("--set", "websocket.port=" + port)) {
      page = STAGE.open(first.page(), new NewContextOptions());
      page.subscribe("ticker");
      assertThat(page.rows("message", "nowMs").first()).isVisible();
      first.stop();
    }
    assertThat(page.at("#state-text")).hasText("Reconnecting");
    assertThat(page.at("#alarm")).containsText("does not answer");
    page.at("#clear").click();
    try (RunningBusway second = RunningBusway.start("--set", "websocket.port=" + port)) {
      assertThat(second.webSocketPort()).isEqualTo(port);
      assertThat(page.at("#state-text"))
          .hasText("Connected", new HasTextOptions().setTimeout(30_000));
      assertThat(page.rows("message", "nowMs").first()).isVisible();
      assertThat(page.at("#alarm")).isEmpty();
      page.page().close();
    }
    STAGE.forgive(); // Chromium itself reports each connection that is refused
  }

  private static double millisFromNow(OpenPage page, int ms) {
    return ((Number) page.page().evaluate("performance.now()")).doubleValue() + ms;
  }
}
