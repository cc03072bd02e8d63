package busway.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever arrives is text: it neither runs, nor becomes elements, nor hides. */
class PageSafetyIT {

  @RegisterExtension static final PageStage STAGE = new PageStage();

  private static final String ELEMENTS = "main :is(img, script, svg, style, iframe, a, i, object)";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<img src=x onerror=\"alert(1)\">",
        "<script>alert(1)</script>",
        "<svg onload=alert(1)><style>*{display:none}</style>",
        "<a href=\"javascript:alert(1)\">click</a>",
        "</pre></li><iframe srcdoc=\"<script>parent.alert(1)</script>\">",
        "&lt;img src=x onerror=alert(1)&gt; ${alert(1)} {{alert(1)}}",
      })
  void markupIsShownAsItWasTyped(String hostile) {
    OpenPage page = STAGE.open();
    String body = new JsonObject().put("name", "<i>Eve</i>").put("text", hostile).encode();
    STAGE.open().publish("chat", body);
    Locator message = page.at("#chat li").last();
    assertThat(message.locator("p")).hasText(hostile);
    assertThat(message.locator("b")).hasText("<i>Eve</i>");
    assertThat(page.rows("message", "Eve").locator("pre")).hasText(body);
    assertThat(page.at(ELEMENTS)).hasCount(0);
  }

  @Test
  void addressesHeadersAndRepliesAreTextToo() {
    OpenPage page = STAGE.open();
    page.at("summary").click();
    page.at("#headers").fill("<img src=x onerror=alert(1)>: <script>alert(1)</script>");
    page.publish("chat", "\"<img src=x onerror=alert(1)>\"");
    assertThat(page.rows("message", "onerror").locator(".headers"))
        .hasText("{\"<img src=x onerror=alert(1)>\":\"<script>alert(1)</script>\"}");
    page.request("echo", "\"<img src=x onerror=alert(1)>\"");
    assertThat(page.at("#outcome pre")).hasText("\"<img src=x onerror=alert(1)>\"");
    page.subscribe("<img src=x onerror=alert(1)>");
    page.request("<img src=x onerror=alert(1)>", "");
    assertThat(page.rows("request", "<img").first().locator(".address"))
        .hasText("<img src=x onerror=alert(1)>");
    assertThat(page.at(ELEMENTS)).hasCount(0);
  }

  @Test
  void whatCannotBeSeenIsSpelledOut() {
    OpenPage page = STAGE.open();
    String text = "a\u0000b\u0007c\u009bd\u202eexe.cod\u200b\u2066\ufeff";
    STAGE
        .open()
        .publish("chat", new JsonObject().put("name", "\u202eeve").put("text", text).encode());
    Locator message = page.at("#chat li").last();
    assertThat(message.locator("p"))
        .hasText("a\\u0000b\\u0007c\\u009bd\\u202eexe.cod\\u200b\\u2066\\ufeff");
    assertThat(message.locator("b")).hasText("\\u202eeve");
    STAGE.open().publish("chat", "\"\u05e9\u05dc\u05d5\u05dd \u2603 \ud83d\ude8c\"");
    assertThat(page.at("#chat li").last().locator("p"))
        .hasText("\"\u05e9\u05dc\u05d5\u05dd \u2603 \ud83d\ude8c\"");
  }

  @Test
  void aHugeTextIsCutAndThePageStaysUsable() {
    OpenPage page = STAGE.open();
    STAGE.open().publish("chat", "\"" + "W".repeat(500_000) + "\"");
    assertThat(page.rows("message", "more characters").locator("pre"))
        .containsText("(496,002 more characters)");
    STAGE.open().publish("chat", "[".repeat(400) + "]".repeat(400));
    assertThat(page.rows("message", "[[[[")).hasCount(1);
    page.request("echo", "1");
    assertThat(page.at("#outcome")).hasAttribute("data-kind", "reply");
  }

  @Test
  void thePolicyStopsWhatAnAttackerWouldAddAnyway() {
    OpenPage page = STAGE.open();
    Object outcome =
        page.page()
            .evaluate(
                """
                () => new Promise((resolve) => {
                  const violated = [];
                  document.addEventListener("securitypolicyviolation", (e) => {
                    violated.push(e.effectiveDirective);
                    if (violated.length === 2) {
                      resolve(violated.sort().join(" ") + " " + typeof window.ran);
                    }
                  });
                  const script = document.createElement("script");
                  script.textContent = "window.ran = true";
                  document.body.append(script);
                  const image = document.createElement("img");
                  image.src = "http://127.0.0.1:1/leak.png";
                  document.body.append(image);
                })
                """);
    assertThat(outcome).isEqualTo("img-src script-src-elem undefined");
    STAGE.forgive();
  }
}
