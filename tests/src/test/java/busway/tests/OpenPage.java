package busway.tests;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;

/**
 * Busway's page in a browser, in the words of somebody who uses it.
 *
 * @param page what Playwright knows of it
 */
record OpenPage(Page page) {

  private static final String FOCUSED =
      """
      () => {
        const focused = document.activeElement;
        return focused.getAttribute("aria-label") ?? focused.textContent.trim();
      }
      """;

  /** The element with an id, or what a CSS selector finds. */
  Locator at(String selector) {
    return page.locator(selector);
  }

  /** Rows of the log. */
  Locator rows(String kind, String text) {
    return at("#log ." + kind).filter(new FilterOptions().setHasText(text));
  }

  /** A row of the subscriptions. */
  Locator subscription(String address) {
    return at("#subscriptions li").filter(new FilterOptions().setHasText(address));
  }

  /** A button of the examples. */
  Locator example(String address) {
    return at("#tries button").filter(new FilterOptions().setHasText(address));
  }

  /** The rows of one deployment. */
  Locator deployment(String name) {
    return at("#deployments-table tbody:has(.name:text-is('" + name + "'))");
  }

  /** A button of a deployment, such as {@code Redeploy}. */
  Locator button(String label, String deployment) {
    return at("[aria-label='" + label + " " + deployment + "']");
  }

  void signIn(String token) {
    at("#token").fill(token);
    at("#sign-in [type=submit]").click();
  }

  /** Goes to another tab, or comes back. */
  void leave(boolean away) {
    page.evaluate(
        """
        (away) => {
          window.away = away;
          Object.defineProperty(document, "hidden", { get: () => window.away, configurable: true });
          document.dispatchEvent(new Event("visibilitychange"));
        }
        """,
        away);
  }

  /** The names of what gets the focus, in order, by the Tab key alone. */
  List<String> walk(int steps) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      page.keyboard().press("Tab");
      names.add((String) page.evaluate(FOCUSED));
    }
    return names;
  }

  void subscribe(String address) {
    at("#topic").fill(address);
    at("#subscribe button").click();
  }

  void request(String address, String body) {
    compose("request", address, body);
  }

  void publish(String address, String body) {
    compose("publish", address, body);
  }

  /** Says something in the chat. */
  void say(String text) {
    at("#chat-text").fill(text);
    at("#chat-form button").click();
  }

  private void compose(String verb, String address, String body) {
    at(".verbs [value=" + verb + "]").check();
    at("#address").fill(address);
    at("#body").fill(body);
    at("#say").click();
  }
}
