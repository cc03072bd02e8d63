package busway.tests;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.Page;

/**
 * Busway's page in a browser, in the words of somebody who uses it.
 *
 * @param page what Playwright knows of it
 */
record OpenPage(Page page) {

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
