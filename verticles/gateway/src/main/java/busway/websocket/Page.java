package busway.websocket;

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
          "alarm.js",
          "backoff.js",
          "bus.js",
          "charts.js",
          "chat.js",
          "composer.js",
          "dom.js",
          "examples.js",
          "frames.js",
          "heartbeat.js",
          "json.js",
          "lanes.js",
          "layout.css",
          "link.js",
          "log.js",
          "loops.js",
          "main.js",
          "mark.svg",
          "parts.css",
          "pulse.js",
          "state.js",
          "subscriptions.js",
          "text.js",
          "theme.css",
          "theme.js",
          "watch.js");

  private static final Map<String, String> SECURITY =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
              + " connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none';"
              + " frame-ancestors 'none'",
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
   * @param snapshot the gateway's figures, asked on the event loop: it must not block
   */
  public static void mount(Router router, String path, Supplier<JsonObject> snapshot) {
    Assets.FILES_BY_PATH.forEach((at, asset) -> serve(router, at, asset));
    serve(router, "/", index(path));
    router
        .route("/loops")
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(context -> figures(context, snapshot));
    router.errorHandler(404, context -> refuse(context, 404, "Not found\n"));
    router.errorHandler(405, context -> refuse(context, 405, "Method not allowed\n"));
  }

  private static void serve(Router router, String at, PageAsset asset) {
    router
        .route(at)
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(context -> send(context, asset));
  }

  private static PageAsset index(String path) {
    var html =
        Assets.INDEX
            .bytes()
            .toString()
            .replace("content=\"/eventbus\"", "content=\"" + escape(path) + '"');
    return PageAsset.of(Buffer.buffer(html), Assets.INDEX.type());
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
  }

  /** A browser keeps the bytes and asks each time whether they are still right. */
  private static void send(RoutingContext context, PageAsset asset) {
    secured(context)
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

    static final PageAsset INDEX = PageAsset.of(FOLDER + "index.html");
    static final Map<String, PageAsset> FILES_BY_PATH = read();

    private static Map<String, PageAsset> read() {
      var files = new TreeMap<String, PageAsset>();
      FILES.forEach(name -> files.put("/page/" + name, PageAsset.of(FOLDER + name)));
      files.put("/page/chart.js", PageAsset.of(CHART));
      return Map.copyOf(files);
    }
  }
}
