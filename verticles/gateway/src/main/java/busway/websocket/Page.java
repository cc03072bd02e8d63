package busway.websocket;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The page: a browser's view of the event bus, with the gateway's own figures at {@code /loops}.
 *
 * <p>Its files are read once. Nothing in it comes from another host, and nothing inline may run.
 */
public final class Page {

  private static final String FOLDER = "busway/page/";
  private static final String CHART = "META-INF/resources/webjars/chart.js/4.4.4/dist/chart.umd.js";
  private static final List<String> FILES =
      List.of(
          "admin.js",
          "alarm.js",
          "backoff.js",
          "bus.js",
          "charts.js",
          "chat.js",
          "composer.js",
          "confirm.js",
          "deployform.js",
          "deploymentrow.js",
          "deployments.css",
          "deployments.js",
          "deploymenttable.js",
          "dom.js",
          "examples.js",
          "frames.js",
          "heartbeat.js",
          "instances.js",
          "json.js",
          "lanes.js",
          "layout.css",
          "link.js",
          "log.js",
          "loops.js",
          "main.js",
          "mark.svg",
          "parts.css",
          "places.js",
          "poll.js",
          "pulse.js",
          "reports.js",
          "signin.js",
          "sparkline.js",
          "state.js",
          "subscriptions.js",
          "tail.js",
          "tailstream.js",
          "text.js",
          "theme.css",
          "theme.js",
          "watch.js");

  private static final String POLICY = "Content-Security-Policy";
  private static final String ALONE = policy("");
  private static final Map<String, String> SECURITY =
      Map.of(
          POLICY,
          ALONE,
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin");

  private Page() {}

  /**
   * Serves the page at {@code /} and its files below {@code /page/}.
   *
   * @param path where the event bus is, which the page is told
   * @param admin where the admin port is, which the page is told and may talk to
   * @param snapshot the gateway's figures, asked on the event loop: it must not block
   */
  public static void mount(
      Router router, String path, AdminPlace admin, Supplier<JsonObject> snapshot) {
    PageIndex index = new PageIndex(path, admin);
    Assets.FILES_BY_PATH.forEach(
        (at, asset) -> serve(router, at, file -> send(file, asset, ALONE)));
    serve(router, "/", context -> send(context, index));
    serve(router, "/loops", context -> figures(context, snapshot));
    router.errorHandler(404, context -> refuse(context, 404, "Not found\n"));
    router.errorHandler(405, context -> refuse(context, 405, "Method not allowed\n"));
  }

  private static void serve(Router router, String at, Handler<RoutingContext> handler) {
    router.route(at).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(handler);
  }

  private static String policy(String alsoConnectsTo) {
    return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
        + " connect-src 'self'"
        + alsoConnectsTo
        + "; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  }

  private static void send(RoutingContext context, PageIndex index) {
    var request = context.request();
    send(context, index.asset(request), policy(index.alsoConnectsTo(request)));
  }

  /** A browser keeps the bytes and asks each time whether they are still right. */
  private static void send(RoutingContext context, PageAsset asset, String policy) {
    secured(context)
        .set(POLICY, policy)
        .set(HttpHeaders.CONTENT_TYPE, asset.type())
        .set(HttpHeaders.CACHE_CONTROL, "no-cache")
        .set(HttpHeaders.ETAG, asset.etag());
    if (context.isFresh()) {
      context.response().setStatusCode(304).end();
    } else {
      end(context, asset.bytes());
    }
  }

  private static void figures(RoutingContext context, Supplier<JsonObject> snapshot) {
    secured(context)
        .set(HttpHeaders.CONTENT_TYPE, "application/json")
        .set(HttpHeaders.CACHE_CONTROL, "no-store");
    end(context, snapshot.get().toBuffer());
  }

  private static void refuse(RoutingContext context, int status, String text) {
    secured(context).set(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8");
    context.response().setStatusCode(status);
    end(context, Buffer.buffer(text));
  }

  private static MultiMap secured(RoutingContext context) {
    return context.response().headers().addAll(SECURITY);
  }

  private static void end(RoutingContext context, Buffer body) {
    var response = context.response();
    if (context.request().method().equals(HttpMethod.HEAD)) {
      response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length())).end();
    } else {
      response.end(body);
    }
  }

  /** Read when the first page is mounted. */
  private static final class Assets {

    static final Map<String, PageAsset> FILES_BY_PATH = read();

    private static Map<String, PageAsset> read() {
      var files = new TreeMap<String, PageAsset>();
      FILES.forEach(name -> files.put("/page/" + name, PageAsset.of(FOLDER + name)));
      files.put("/page/chart.js", PageAsset.of(CHART));
      return Map.copyOf(files);
    }
  }
}
