package busway.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.AddScriptTagOptions;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The official client in a browser, over each transport of SockJS that a browser offers. */
class SockJsBrowserIT {

  private static final Map<String, String> SCRIPTS =
      Map.of(
          "/sockjs.js", "node_modules/sockjs-client/dist/sockjs.min.js",
          "/bus.js", "node_modules/@vertx/eventbus-bridge-client.js/vertx-eventbus.js");

  private static final String EXCHANGE =
      """
      ([url, transport]) => new Promise((resolve, reject) => {
        const bus = new EventBus(url, { transports: [transport], timeout: 10000 });
        bus.onclose = (event) => reject(new Error(`closed ${event.code} ${event.reason}`));
        bus.onopen = () => {
          const heard = [bus.sockJSConn.transport];
          bus.registerHandler("clients.browser", (failure, message) => {
            heard.push(message.body.n);
            bus.send("echo", { price: 1.5 }, {}, (f, reply) => {
              heard.push(reply.body.price);
              bus.send("clients.nobody", {}, {}, (nobody) => {
                heard.push(nobody.failureType);
                bus.onclose = () => resolve(heard.join(" "));
                bus.close();
              });
            });
          });
          bus.publish("clients.browser", { n: 7 });
        };
      })
      """;

  private static RunningBusway busway;
  private static Browser browser;
  private static ClientScripts scripts;
  private static HttpServer site;

  @BeforeAll
  static void start() throws Exception {
    scripts = ClientScripts.js();
    site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    site.createContext("/", SockJsBrowserIT::serve);
    site.start();
    busway =
        RunningBusway.start(
            "--config",
            RunningBusway.home().resolve("tests/src/test/resources/clients.yaml").toString(),
            "--classpath",
            RunningBusway.home()
                .resolve("verticles/examples/target/busway-examples.jar")
                .toString());
    browser = new Browser();
  }

  @AfterAll
  static void stop() {
    browser.close();
    busway.close();
    site.stop(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"websocket", "xhr-streaming", "xhr-polling", "jsonp-polling"})
  void theOfficialClientWorksOnAPageOfAnotherOrigin(String transport) {
    Page page = browser.open(new NewContextOptions());
    page.navigate("http://127.0.0.1:" + site.getAddress().getPort() + "/");
    assertExchanges(page, transport);
  }

  @ParameterizedTest
  @ValueSource(strings = {"websocket", "eventsource"})
  void theOfficialClientWorksOnAPageOfTheGateway(String transport) {
    Page page = browser.open(new NewContextOptions().setBypassCSP(true));
    page.navigate(busway.page().toString());
    SCRIPTS.values().stream().sorted(Comparator.reverseOrder()).forEach(file -> add(page, file));
    assertExchanges(page, transport);
  }

  private static void add(Page page, String file) {
    page.addScriptTag(new AddScriptTagOptions().setPath(scripts.file(file)));
  }

  private static void assertExchanges(Page page, String transport) {
    String url = busway.page().resolve("/eventbus").toString();
    assertThat(page.evaluate(EXCHANGE, List.of(url, transport)))
        .isEqualTo(transport + " 7 1.5 NO_HANDLERS");
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.foreignRequests()).isEmpty();
  }

  private static void serve(HttpExchange exchange) throws IOException {
    String file = SCRIPTS.get(exchange.getRequestURI().getPath());
    byte[] bytes =
        file == null
            ? "<!doctype html><link rel=icon href=data:,><script src=sockjs.js></script><script src=bus.js></script>"
                .getBytes(StandardCharsets.UTF_8)
            : Files.readAllBytes(scripts.file(file));
    exchange
        .getResponseHeaders()
        .set("Content-Type", file == null ? "text/html" : "text/javascript");
    try (exchange) {
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
