package busway.tests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A gateway with the shipped config and a browser, for one test class. After each test the browser
 * must have complained about nothing and asked no other host.
 */
final class PageStage implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

  private final String[] arguments;
  private @Nullable RunningBusway busway;
  private @Nullable Browser browser;

  /** A stage whose gateway gets arguments after {@code ./busway up}. */
  PageStage(String... arguments) {
    this.arguments = arguments.clone();
  }

  @Override
  public void beforeAll(ExtensionContext context) throws InterruptedException {
    busway = RunningBusway.start(arguments);
    browser = new Browser();
    PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    List<String> complaints = browser().complaints();
    forgive();
    browser().closePages();
    assertThat(complaints).isEmpty();
    assertThat(browser().foreignRequests()).isEmpty();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (browser != null) {
      browser.close();
    }
    if (busway != null) {
      busway.close();
    }
  }

  RunningBusway busway() {
    return present(busway);
  }

  /** A page that is connected and in the chat. */
  OpenPage open() {
    return open(new NewContextOptions());
  }

  OpenPage open(NewContextOptions options) {
    return open(options, page -> {});
  }

  /** A page that somebody gets to see before it loads. */
  OpenPage open(NewContextOptions options, Consumer<Page> before) {
    return open(busway().page(), options, before);
  }

  OpenPage open(URI url, NewContextOptions options) {
    return open(url, options, page -> {});
  }

  private OpenPage open(URI url, NewContextOptions options, Consumer<Page> before) {
    OpenPage page = new OpenPage(browser().open(options));
    before.accept(page.page());
    page.page().navigate(url.toString());
    assertThat(page.at("#state-text")).hasText("Connected");
    assertThat(page.subscription("chat")).hasCount(1);
    return page;
  }

  /** Forgets what the browser complained about: the test expected it. */
  void forgive() {
    browser().forgive();
  }

  private Browser browser() {
    return present(browser);
  }

  private static <T> T present(@Nullable T started) {
    if (started == null) {
      throw new IllegalStateException("not started");
    }
    return started;
  }
}
